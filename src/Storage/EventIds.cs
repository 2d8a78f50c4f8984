namespace Identity.Storage;

/// <summary>The ids of this project's log events: 4000 to 4099, and never given twice.</summary>
internal static class EventIds
{
    internal const int StorageReady = 4000;
    internal const int StorageUnavailable = 4001;
    internal const int WriteRefused = 4002;
    internal const int CommitSplit = 4003;
    internal const int CommitBroken = 4004;
    internal const int ProcessLockCut = 4010;
    internal const int ProcessLockRegained = 4011;
    internal const int ProcessLockLost = 4012;
    internal const int UserIndexBuilt = 4020;
    internal const int UserIndexTooLarge = 4021;
    internal const int UserIndexBehind = 4022;
}
