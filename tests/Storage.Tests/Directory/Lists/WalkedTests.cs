using Identity.Storage.Directory.Lists;
using Identity.Storage.Sqlite;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Directory.Lists;

/// <summary>What a list of users tells its database of itself, to choose the way to a text by.</summary>
public sealed class WalkedTests() : StorageTest(StorageProvider.Sqlite)
{
    private static readonly UserFilter Anybody = new() { Text = "ann" };
    private static readonly UserFilter Named = Anybody with { EmailAddresses = ["ann@example.com"] };

    private readonly Spy _spy = new();

    [Fact]
    public async Task Page_WalksItsOrderToItsEnd()
    {
        await ListAsync(Anybody);

        Assert.Equal([(15, DirectoryLists.OrderBy(UserOrder.LastName, descending: true))], _spy.Asked);
    }

    [Fact]
    public async Task Count_WalksAll()
    {
        await Lists.CountUsersAsync(Anybody, Token);

        Assert.Equal([(ListSql.All, "")], _spy.Asked);
    }

    [Fact]
    public async Task WhomAFilterNames_IsNotWalkedTo()
    {
        await ListAsync(Named);
        await Lists.CountUsersAsync(Named, Token);

        Assert.All(_spy.Asked, asked => Assert.Equal(0, asked.Walked));
        Assert.Equal(2, _spy.Asked.Count);
    }

    private DirectoryLists Lists
    {
        get
        {
            var database = Storage.Get<IDatabase>();
            return new DirectoryLists(database.Snapshots, database.States, _spy);
        }
    }

    private async Task ListAsync(UserFilter filter) => await Lists.ListUsersAsync(
        filter, UserOrder.LastName, new ListPart(10, 5, Descending: true), after: null, Town.Reader, Token);

    private sealed class Spy : ListDialect
    {
        private readonly SqliteListDialect _dialect = new();

        public List<(long Walked, string Order)> Asked { get; } = [];

        internal override string IsIn(string value, string parameter) => _dialect.IsIn(value, parameter);

        internal override object Values(IEnumerable<string> values) => _dialect.Values(values);

        internal override string Contains(string value, string parameter) => _dialect.Contains(value, parameter);

        internal override string NameContains(string parameter) => _dialect.NameContains(parameter);

        internal override ValueTask AddTextAsync(
            ListSql sql, string text, IQueries queries, CancellationToken cancellationToken)
        {
            Asked.Add((sql.Walked, sql.Order));
            return _dialect.AddTextAsync(sql, text, queries, cancellationToken);
        }
    }
}
