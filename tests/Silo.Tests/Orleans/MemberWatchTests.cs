using System.Net;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Silo.Orleans;
using Identity.Testing;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Identity.Silo.Tests.Orleans;

/// <summary>What a silo has in memory isn't older than what it last heard from the database.</summary>
public class MemberWatchTests
{
    private const string Ada = "user_ada";
    private const long Start = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Another activation of the same user, wherever it is, has written; this one has answered from memory.</summary>
    [Fact]
    public async Task Look_AnotherHasWritten_TheNextAnswerIsWhatItWrote()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.User(Ada).ApplyAsync([User("Ada")]);
        await WriteElsewhereAsync(silo, "Ada", "Eve");
        await silo.Watch.LookAsync(Cancel);
        Assert.Equal("Eve", (await silo.User(Ada).GetAsync())?.FirstName);
    }

    /// <summary>
    /// Who began earlier, in whichever database of the server, may yet write: until it has ended the same is told again,
    /// to no effect.
    /// </summary>
    [Fact]
    public async Task Ask_ASiloHasWritten_TellsTheStateAndItsVersionUntilNoneOlderRuns()
    {
        await using var silo = await SiloHost.StartAsync();
        var question = QuestionOf(silo, silo.Get<ILocalSiloDetails>().SiloAddress);
        await using var connection = await silo.Get<ClusterDatabase>().Grains.OpenConnectionAsync(Cancel);
        await using var older = await connection.BeginTransactionAsync(Cancel);
        await using (var begun = connection.CreateCommand())
        {
            begun.CommandText = "SELECT pg_current_xact_id()";
            await begun.ExecuteNonQueryAsync(Cancel);
        }

        Assert.Empty((await question.AskAsync(Cancel)).Changes);
        await silo.User(Ada).ApplyAsync([User("Ada")]);
        for (var times = 0; times < 2; times++)
        {
            var change = Assert.Single((await question.AskAsync(Cancel)).Changes);
            Assert.Equal((new StateKey("user", IdSpan.Create(Ada)), 1), change);
            Assert.False(silo.Get<HeldStates>().Notice(change.State, change.Version));
        }

        await older.RollbackAsync(Cancel);
        await ToldAsync(question);
    }

    /// <summary>It was begun before the question and ends after it, so only the next answer can tell of it.</summary>
    [Fact]
    public async Task Ask_AnotherWriteIsUnderWay_TellsItWhenItIsDone()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.User(Ada).ApplyAsync([User("Ada")]);
        var question = QuestionOf(silo, silo.Get<ILocalSiloDetails>().SiloAddress);
        await question.AskAsync(Cancel);
        await ToldAsync(question);

        await using var connection = await silo.Get<ClusterDatabase>().Grains.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var write = connection.CreateCommand())
        {
            write.CommandText =
                "UPDATE orleansstorage SET version = version + 1, changedin = pg_current_xact_id()";
            await write.ExecuteNonQueryAsync(Cancel);
        }

        Assert.Empty((await question.AskAsync(Cancel)).Changes);
        await silo.Database.ExecuteAsync("CREATE TABLE something (id integer)");
        Assert.Empty((await question.AskAsync(Cancel)).Changes);
        await transaction.CommitAsync(Cancel);
        Assert.Equal(2, Assert.Single((await question.AskAsync(Cancel)).Changes).Version);
    }

    // In a cluster of its own: a real silo would wait for one that only the table knows.
    [Theory]
    [InlineData(SiloStatus.Joining, true)]
    [InlineData(SiloStatus.Active, true)]
    [InlineData(SiloStatus.Stopping, true)]
    [InlineData(SiloStatus.Dead, false)]
    [InlineData(null, false)]
    public async Task Ask_WhatTheTableSays_IsWhetherItIsAMember(SiloStatus? status, bool expected)
    {
        await using var silo = await SiloHost.StartAsync();
        if (status is { } known)
        {
            await silo.Database.ExecuteAsync(
                $"""
                INSERT INTO orleansmembershipversiontable (deploymentid) VALUES ('elsewhere');
                INSERT INTO orleansmembershiptable (deploymentid, address, port, generation, siloname, hostname, status,
                  starttime, iamalivetime)
                VALUES ('elsewhere', '127.0.0.1', 1, 7, 'other', 'host', {(int)known}, now(), now() - interval '1 hour')
                """);
        }

        var other = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), 7);
        var report = await QuestionOf(silo, other, "elsewhere").AskAsync(Cancel);
        Assert.Equal(status, report.Status);
        Assert.Equal(expected, report.IsMember);
    }

    // Tests beside this one have transactions on the same server.
    private static Task ToldAsync(MemberQuestion question) => Patience.UntilAsync(
        async () => (await question.AskAsync(Cancel)).Changes.IsEmpty, Cancel);

    private static MemberQuestion QuestionOf(SiloHost silo, SiloAddress address, string cluster = "identity") => new(
        silo.Get<ClusterDatabase>(),
        Proxied.Of<ILocalSiloDetails>(("get_SiloAddress", _ => address)),
        Options.Create(new ClusterOptions { ClusterId = cluster, ServiceId = "identity" }));

    private static ClerkDelivery User(string firstName)
    {
        var user = ClerkEventJson.User(Ada, Start);
        user["first_name"] = firstName;
        return new ClerkDelivery(MessageId.Parse("msg_1"), ClerkEventJson.Envelope("user.updated", user, Start));
    }

    private static Task WriteElsewhereAsync(SiloHost silo, string from, string to) => silo.Database.ExecuteAsync(
        $"""
        UPDATE orleansstorage SET version = version + 1, changedin = pg_current_xact_id(),
          payloadbinary = convert_to(replace(convert_from(payloadbinary, 'UTF8'), '{from}', '{to}'), 'UTF8')
        """);
}
