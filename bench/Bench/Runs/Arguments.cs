namespace Identity.Bench.Runs;

/// <summary>What the command line says.</summary>
/// <param name="Scenarios">Their names, in order.</param>
/// <param name="Sizes">How much is done.</param>
/// <param name="Page">The page that is written; null for none.</param>
/// <param name="Only">What the names of the contenders have in common that take part; null for all.</param>
internal sealed record Arguments(IReadOnlyList<string> Scenarios, Sizes Sizes, string? Page, string? Only)
{
    public const string Usage =
        """
        dotnet run -c Release --project bench/Bench -- all|<scenario>… [--quick] [--rounds=<n>] [--users=<n>] [--page=<file.md>]
              [--only=<text>]

          --quick    small sizes, two rounds: shows that it works, and roughly how it stands
          --rounds   how often the contenders take turns
          --users    how many users are many, and how many are listed
          --only     ingest: the contenders in whose name that stands, as for a profiler
          --page     writes each scenario's tables into its part of that page, pictures and numbers into a folder beside
        """;

    private const string Quick = "--quick";
    private const string All = "all";
    private const string RoundsOption = "--rounds=";
    private const string UsersOption = "--users=";
    private const string PageOption = "--page=";
    private const string OnlyOption = "--only=";

    /// <summary>Reads them; null, and why, when they make no sense.</summary>
    public static Arguments? Read(string[] args, IReadOnlyList<string> known, out string? error)
    {
        error = null;
        var (sizes, page, only, chosen) = (Sizes.Full, default(string), default(string), new List<string>());
        if (args.Contains(Quick)) sizes = Sizes.Quick;
        foreach (var arg in args)
        {
            if (arg == Quick) continue;
            if (arg == All)
            {
                chosen.AddRange(known);
            }
            else if (known.Contains(arg))
            {
                chosen.Add(arg);
            }
            else if (arg.StartsWith(PageOption, StringComparison.Ordinal))
            {
                page = arg[PageOption.Length..];
            }
            else if (arg.StartsWith(OnlyOption, StringComparison.Ordinal))
            {
                only = arg[OnlyOption.Length..];
            }
            else if (arg.StartsWith(RoundsOption, StringComparison.Ordinal)
                && int.TryParse(arg[RoundsOption.Length..], out var rounds) && rounds > 0)
            {
                sizes = sizes with { Rounds = rounds };
            }
            else if (arg.StartsWith(UsersOption, StringComparison.Ordinal)
                && int.TryParse(arg[UsersOption.Length..], out var users) && users > 0)
            {
                sizes = sizes with { ManyUsers = users, Listed = users };
            }
            else
            {
                error = $"'{arg}' is none of: {All}, {string.Join(", ", known)}.";
            }
        }
        if (only is not null && page is not null) error ??= $"{OnlyOption} is for a profiler, not for a page.";
        if (chosen.Count == 0) error ??= $"Which scenario? {All}, {string.Join(", ", known)}.";
        return error is null ? new Arguments([.. chosen.Distinct()], sizes, page, only) : null;
    }
}
