using Identity.Clerk.Identifiers;

namespace Identity.Ingest.Walks;

/// <summary>The secret key opens another Clerk instance than the one whose users are stored here.</summary>
public sealed class WrongInstanceException(InstanceId key, InstanceId stored)
    : Exception(
        $"The secret key is of the Clerk instance {key}, and this database is of {stored}. Nothing was read: every user "
        + "here would look like one who is gone.");
