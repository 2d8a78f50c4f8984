using System.Globalization;
using Identity.Cluster.Tests.Front;

namespace Identity.Cluster.Tests.Load;

/// <summary>
/// A user at the model Clerk, with all that happened to them, in order. Every name and role tells which event it is
/// from, so that an answer shows what was applied.
/// </summary>
internal sealed record ModelUser(string Id, ModelOrganization Organization)
{
    public List<ModelEvent> Events { get; } = [];

    public static string NameOf(long number) => $"Name{number}";

    public static string RoleOf(long number) => $"org:v{number}";

    /// <summary>What is wrong with an answer while some events may or may not have been taken; else null.</summary>
    public string? Fault(CallerView seen)
    {
        if (Latest(ModelEventKind.Deletion) is not null) return seen.Name is null ? null : "deleted, and answered";
        if (seen.Name is null)
        {
            var maybe = Events.Any(e => e is { Kind: ModelEventKind.Deletion, Sent: true });
            return maybe || Latest(ModelEventKind.Profile) is null ? null : "acknowledged, and not known";
        }
        return FaultOfProfile(seen) ?? FaultOfMembership(seen) ?? FaultOfOrganization(seen);
    }

    /// <summary>What is seen once every event has come: as if they had come one by one and in order.</summary>
    public CallerView Truth(long version)
    {
        if (Last(ModelEventKind.Deletion) is not null) return CallerView.Refused;
        var profile = Last(ModelEventKind.Profile)!;
        var role = Events.FindLast(e => e.Kind is ModelEventKind.Membership or ModelEventKind.Departure)
            is { Kind: ModelEventKind.Membership } membership ? RoleOf(membership.Number) : null;
        var slug = role is null ? null : ModelOrganization.SlugOf(Organization.Events[^1].Number);
        return new CallerView(NameOf(profile.Number), profile.At, role, slug, version);
    }

    private static long NumberIn(string text) =>
        long.Parse(text.AsSpan(text.IndexOfAny([.. "0123456789"])), CultureInfo.InvariantCulture);

    private string? FaultOfProfile(CallerView seen)
    {
        var number = NumberIn(seen.Name!);
        var profile = Events.Find(e => e is { Kind: ModelEventKind.Profile, Sent: true } && e.Number == number);
        if (profile is null) return $"{seen.Name} is from nowhere";
        if (profile.At != seen.UpdatedAt) return $"{seen.Name} of {profile.At} is mixed with {seen.UpdatedAt}";
        return Latest(ModelEventKind.Profile)?.Number > number ? $"{seen.Name} is lost progress" : null;
    }

    private string? FaultOfMembership(CallerView seen)
    {
        var latest = Events.FindLast(e =>
            e is { Kind: ModelEventKind.Membership or ModelEventKind.Departure, Acknowledged: true });
        if (seen.Role is null)
        {
            var left = latest is null or { Kind: ModelEventKind.Departure }
                || Events.Any(e => e is { Kind: ModelEventKind.Departure, Sent: true } && e.Number > latest.Number);
            return left ? null : $"{RoleOf(latest!.Number)} is lost";
        }

        var number = NumberIn(seen.Role);
        if (!Events.Any(e => e is { Kind: ModelEventKind.Membership, Sent: true } && e.Number == number))
            return $"{seen.Role} is from nowhere";
        return latest is not null && latest.Number > number ? $"{seen.Role} is lost progress" : null;
    }

    private string? FaultOfOrganization(CallerView seen)
    {
        if (seen.Role is null || Organization.Events.FindLast(e => e.Acknowledged) is not { } latest) return null;
        var isKnown = Organization.Events.Any(
            e => e.Sent && e.Number >= latest.Number && ModelOrganization.SlugOf(e.Number) == seen.Slug);
        return isKnown ? null : $"{seen.Slug} is lost progress or from nowhere";
    }

    private ModelEvent? Latest(ModelEventKind kind) => Events.FindLast(e => e.Kind == kind && e.Acknowledged);

    private ModelEvent? Last(ModelEventKind kind) => Events.FindLast(e => e.Kind == kind);
}
