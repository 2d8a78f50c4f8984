namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>One thing that happens to the model Clerk, and how what it tells of it is delivered.</summary>
/// <param name="Act">What happens; nothing, when it is impossible just then.</param>
/// <param name="Who">Chooses among the entities that it may happen to.</param>
/// <param name="What">Chooses what becomes of them.</param>
internal sealed record Step(Act Act, int Who = 0, int What = 0)
{
    /// <summary>Milliseconds since the step before; zero for the same tick of Clerk's clock.</summary>
    public int Tick { get; init; } = 1;

    /// <summary>Milliseconds from the change to the envelope's timestamp.</summary>
    public int Lag { get; init; } = 5;

    /// <summary>Whether the envelope says seconds.</summary>
    public bool Seconds { get; init; }

    /// <summary>When it is delivered; those of one value come in the order of the steps.</summary>
    public int Order { get; init; }

    /// <summary>How many times more it is delivered.</summary>
    public int Copies { get; init; }

    /// <summary>Whether the first attempt is lost, so that only its retry comes.</summary>
    public bool Lost { get; init; }

    public override string ToString() =>
        $"{Act}({Who},{What}) +{Tick}ms lag={Lag}{(Seconds ? " seconds" : "")} order={Order}"
        + (Copies > 0 ? $" copies={Copies}" : "") + (Lost ? " lost" : "");
}
