namespace Identity.Authentication.Live;

/// <summary>What became of a caller while somebody waited.</summary>
public enum LiveNews
{
    /// <summary>Nothing has changed.</summary>
    None,

    /// <summary><see cref="LiveCaller.Current"/> is another one: by an event, or by a renewal.</summary>
    Changed,

    /// <summary>The connection has to be closed; <see cref="LiveCaller.End"/> says why.</summary>
    Ended,
}
