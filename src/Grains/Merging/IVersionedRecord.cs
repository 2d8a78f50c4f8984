namespace Identity.Grains.Merging;

/// <summary>A part of a state that Clerk versions on its own.</summary>
internal interface IVersionedRecord
{
    /// <summary>Its Clerk id.</summary>
    string Key { get; }

    EventVersion Version { get; }
}
