namespace Identity.Ingest.Webhooks;

/// <summary>How a webhook got past the gate.</summary>
internal enum IntakePass
{
    /// <summary>It didn't: no place became free in time.</summary>
    Refused,

    /// <summary>It takes a place, and has to give it back.</summary>
    Place,

    /// <summary>There were no users to make room for.</summary>
    Free,
}
