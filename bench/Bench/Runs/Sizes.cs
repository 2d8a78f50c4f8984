namespace Identity.Bench.Runs;

/// <summary>How much a run does: a full one for the page, a quick one to see that everything works.</summary>
/// <param name="Rounds">How often the contenders take turns.</param>
/// <param name="WarmUps">
/// How many rounds come before, and don't count. .NET compiles what is used often a second and a third time, and takes
/// processors for that which the contenders would share.
/// </param>
/// <param name="Requests">How many requests a contender gets in a round, where each costs little.</param>
/// <param name="NewTokens">
/// How many tokens a contender gets in a round of which each is used once; signing them takes long.
/// </param>
/// <param name="Events">How many webhooks a contender gets in a round.</param>
/// <param name="ManyUsers">How many users are many.</param>
/// <param name="Listed">How many users there are whose lists are asked for.</param>
/// <param name="Stored">How many users are stored, from few to many.</param>
/// <param name="Members">How many members an organization has.</param>
/// <param name="Sessions">How many sessions a user has.</param>
/// <param name="Backlog">How many deliveries wait in the inbox.</param>
internal sealed record Sizes(int Rounds, int WarmUps, int Requests, int NewTokens, int Events, int ManyUsers, int Listed,
    int[] Stored, int[] Members, int[] Sessions, int[] Backlog)
{
    /// <summary>How often what takes long is repeated.</summary>
    public int FewRounds => Math.Min(3, Rounds);

    public static readonly Sizes Full = new(
        Rounds: 5, WarmUps: 3, Requests: 50_000, NewTokens: 5_000, Events: 5_000, ManyUsers: 100_000,
        Listed: 1_000_000, Stored: [10_000, 100_000, 1_000_000], Members: [10, 1_000, 100_000], Sessions: [1, 10, 100, 1_000],
        Backlog: [0, 10_000, 1_000_000]);

    public static readonly Sizes Quick = new(
        Rounds: 2, WarmUps: 1, Requests: 10_000, NewTokens: 1_000, Events: 2_000, ManyUsers: 5_000,
        Listed: 20_000, Stored: [1_000, 20_000], Members: [10, 1_000], Sessions: [1, 10, 100], Backlog: [0, 20_000]);
}
