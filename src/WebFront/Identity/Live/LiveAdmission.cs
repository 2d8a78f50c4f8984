namespace Identity.WebFront.Identity.Live;

/// <summary>Whether one more live connection may be opened.</summary>
internal enum LiveAdmission
{
    Admitted,

    /// <summary>The user has as many as one user may have.</summary>
    UserHasTooMany,

    /// <summary>This process has as many as it may have.</summary>
    Full,
}
