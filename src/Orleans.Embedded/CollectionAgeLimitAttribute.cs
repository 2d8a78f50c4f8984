using System.Globalization;

namespace Orleans;

/// <summary>How long an activation of this class may be idle before it is collected. At least one minute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The least age that can be set: one minute.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _period;

    /// <summary>The age is the sum of <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The age as a time span in text: <c>hh:mm:ss</c>.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod)
        => _period = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the age. The default is 0.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the age. The default is 0.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the age. The default is 0.</summary>
    public double Minutes { get; set; }

    /// <summary>It is never collected. The default is false.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The age that follows from the other properties.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive)
            {
                return TimeSpan.FromDays(short.MaxValue);
            }

            var age = _period ?? TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return age < MinAgeLimit ? MinAgeLimit : age;
        }
    }
}
