namespace Identity.Orleans.Embedded.Tests.Engine;

/// <summary>A scoped service that tells when its scope ended.</summary>
internal sealed class ScopedThing(Stage stage) : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public void Dispose() => stage.Note("scope ended");
}
