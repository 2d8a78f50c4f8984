namespace Identity.Authentication.Propagation;

/// <summary>Why what a request says about its caller isn't believed, so that it is treated as any from outside.</summary>
internal enum PropagationRejection
{
    None,

    /// <summary>It isn't the text of an assertion, or there are two.</summary>
    Malformed,

    /// <summary>No trusted key is called so.</summary>
    UnknownKey,

    /// <summary>It was changed, or signed with another key.</summary>
    BadSignature,

    /// <summary>It was meant for another service.</summary>
    WrongAudience,

    /// <summary>It is too old, or from the future: clocks disagree, or somebody kept it.</summary>
    Skewed,

    /// <summary>It was about another request: another method, path or query.</summary>
    WrongTarget,

    /// <summary>It was believed before.</summary>
    Replayed,

    /// <summary>So many calls are remembered that it can't be told whether this one is a replay.</summary>
    TooMany,
}
