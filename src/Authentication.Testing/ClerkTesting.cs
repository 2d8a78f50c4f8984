using System.Text.Json.Nodes;
using Identity.Authentication.Callers;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Tokens;

namespace Identity.Authentication.Testing;

/// <summary>Plays Clerk and the cluster in tests of an application that has the Clerk scheme.</summary>
/// <remarks>
/// <para>
/// Tokens are really signed, and the scheme's own verifier verifies them; only the key is the test's, and who a user is
/// comes from <see cref="User"/> and not from a grain. Give it to the application with <c>AddClerkTesting</c>.
/// </para>
/// <para>One for each test, or one for all: users don't know of each other.</para>
/// </remarks>
public sealed class ClerkTesting : IDisposable
{
    private readonly TokenMint _mint;
    private readonly ClerkTestDirectory _directory;

    /// <summary>Makes one, with a key of its own.</summary>
    /// <param name="clock">The clock by which tokens are made and verified. Default: the system's.</param>
    public ClerkTesting(TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        _mint = new TokenMint(Clock);
        _directory = new ClerkTestDirectory(Clock);
    }

    /// <summary>Whether the cluster is down, so that every request with a token is answered with 503.</summary>
    public bool IsClusterDown
    {
        get => _directory.IsDown;
        set => _directory.IsDown = value;
    }

    internal static string Issuer => TokenMint.Issuer;

    internal static string Origin => TokenMint.Origin;

    internal TimeProvider Clock { get; }

    internal ICallerResolver Directory => _directory;

    internal ISigningKeySource PublicKey => _mint.PublicKey;

    /// <summary>The user of an id, e.g. <c>user_ada</c>; made known if they weren't.</summary>
    public ClerkTestUser User(string userId) => _directory.User(UserId.Parse(userId));

    /// <summary>
    /// Makes somebody sign in: the user is known, the session is live, and a role makes them a member. What is given to an
    /// HTTP client's pipeline then sends a fresh token with each request.
    /// </summary>
    public DelegatingHandler SignIn(ClerkTestIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        _directory.User(identity.UserId).SignIn(identity);
        return new SignedInHandler(this, identity);
    }

    /// <inheritdoc cref="SignIn(ClerkTestIdentity)"/>
    /// <param name="userId">The user, e.g. <c>user_ada</c>.</param>
    /// <param name="role">The role in <see cref="ClerkTestIdentity.DefaultOrganizationId"/>; null for no organization.</param>
    public DelegatingHandler SignIn(string userId, string? role = null) => SignIn(ClerkTestIdentity.Of(userId, role));

    /// <summary>Makes somebody sign in, and gives an HTTP client of theirs.</summary>
    /// <param name="create">
    /// What makes a client with handlers in its pipeline: <c>factory.CreateDefaultClient</c> of a
    /// <c>WebApplicationFactory</c>.
    /// </param>
    /// <param name="identity">Who.</param>
    public HttpClient CreateClient(Func<DelegatingHandler[], HttpClient> create, ClerkTestIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(create);
        return create([SignIn(identity)]);
    }

    /// <inheritdoc cref="CreateClient(Func{DelegatingHandler[], HttpClient}, ClerkTestIdentity)"/>
    /// <param name="create">What makes a client with handlers in its pipeline.</param>
    /// <param name="userId">The user, e.g. <c>user_ada</c>.</param>
    /// <param name="role">The role in <see cref="ClerkTestIdentity.DefaultOrganizationId"/>; null for no organization.</param>
    public HttpClient CreateClient(
        Func<DelegatingHandler[], HttpClient> create, string userId, string? role = null) =>
        CreateClient(create, ClerkTestIdentity.Of(userId, role));

    /// <summary>A token that is good for 60 seconds; it says nothing to the cluster.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="change">Changes the claims before they are signed, as Clerk wouldn't.</param>
    public string MintToken(ClerkTestIdentity identity, Action<JsonObject>? change = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return _mint.Mint(identity, change);
    }

    /// <inheritdoc/>
    public void Dispose() => _mint.Dispose();
}
