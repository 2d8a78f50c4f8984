using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Tests.Resources;

/// <summary>Every value of every sample is replaced by something else.</summary>
public sealed partial class WrongTypeTests
{
    private static readonly string[] Replacements =
        ["null", "0", "-1", "1e400", "\"\"", "\"x\"", "[]", "{}", "true", "\"\\u0000\"", "\"\\ud800\"", "[[1]]", "1.5"];

    public static TheoryData<string> Names() => new(TestFiles.SampleNames());

    [Theory]
    [MemberData(nameof(Names))]
    public void TryRead_AnyValueReplaced_NeverThrowsAndNeverShowsIt(string name)
    {
        var root = JsonNode.Parse(TestFiles.Sample(name))!;
        var (read, refused) = (0, 0);
        foreach (var body in Replacements.SelectMany(replacement => Replaced(root, replacement)))
        {
            if (!WebhookEnvelope.TryRead(Encoding.UTF8.GetBytes(body), out var envelope, out var error)
                || !ClerkEventReader.TryRead(envelope, out _, out error))
            {
                Assert.Matches(Reason(), error);
                refused++;
            }
            else
            {
                read++;
                ClerkEventRouting.TryRoute(envelope, out _);
            }
        }

        Assert.True(read > 0 && refused > 0);
    }

    [Theory]
    [InlineData("user.created", "id", "0 null [] {} true 1e400 \"\" \"x\" \"org_1\"", "data.id: ")]
    [InlineData("user.created", "external_id", "0 [] {} true 1e400 \"\\u0000\" \"\\ud800\"", "data.external_id: ")]
    [InlineData("user.created", "username", "0 [] {} true", "data.username: expected a string")]
    [InlineData("user.created", "first_name", "0 [] {} true", "data.first_name: expected a string")]
    [InlineData("user.created", "last_name", "0 [] {} true", "data.last_name: expected a string")]
    [InlineData("user.created", "image_url", "0 [] {} true", "data.image_url: expected a string")]
    [InlineData("user.created", "primary_email_address_id", "0 [] {} true",
        "data.primary_email_address_id: expected a string")]
    [InlineData("user.created", "primary_phone_number_id", "0 [] {} true",
        "data.primary_phone_number_id: expected a string")]
    [InlineData("user.created", "email_addresses", "0 null {} true \"x\"", "data.email_addresses: expected a list")]
    [InlineData("user.created", "phone_numbers", "0 null {} true \"x\"", "data.phone_numbers: expected a list")]
    [InlineData("user.created", "web3_wallets", "0 null {} true \"x\"", "data.web3_wallets: expected a list")]
    [InlineData("user.created", "email_addresses", "[1] [null] [[]] [\"x\"]",
        "data.email_addresses: expected an object")]
    [InlineData("user.created", "email_addresses", "[{}]", "data.email_addresses[].email_address: missing")]
    [InlineData("user.created", "email_addresses", "[{\"email_address\":null}]",
        "data.email_addresses[].email_address: expected a string")]
    [InlineData("user.created", "email_addresses", "[{\"id\":1}]", "data.email_addresses[].id: expected a string")]
    [InlineData("user.created", "banned", "0 null [] {} \"true\"", "data.banned: expected true or false")]
    [InlineData("user.created", "locked", "0 null [] {} \"true\"", "data.locked: expected true or false")]
    [InlineData("user.created", "created_at", "null [] {} true \"1\" 1.5 1e400",
        "data.created_at: expected an integer")]
    [InlineData("user.created", "updated_at", "null [] {} true \"1\" 1.5 1e400",
        "data.updated_at: expected an integer")]
    [InlineData("user.created", "updated_at", "-1 253402300800000", "data.updated_at: out of range")]
    [InlineData("user.created", "last_sign_in_at", "[] {} true \"1\" 1.5 1e400",
        "data.last_sign_in_at: expected an integer")]
    [InlineData("user.created", "last_active_at", "[] {} true \"1\" 1.5 1e400",
        "data.last_active_at: expected an integer")]
    [InlineData("session.created", "id", "0 null [] {} true \"x\"", "data.id: ")]
    [InlineData("session.created", "user_id", "0 null [] {} true \"x\"", "data.user_id: ")]
    [InlineData("session.created", "status", "0 [] {} true", "data.status: expected a string")]
    [InlineData("session.created", "client_id", "0 [] {} true", "data.client_id: expected a string")]
    [InlineData("session.created", "last_active_organization_id", "0 [] {} true \"x\"",
        "data.last_active_organization_id: ")]
    [InlineData("session.created", "actor", "0 [] true \"x\"", "data.actor: expected an object")]
    [InlineData("session.created", "actor", "{\"sub\":1}", "data.actor.sub: expected a string")]
    [InlineData("session.created", "created_at", "null [] \"1\"", "data.created_at: expected an integer")]
    [InlineData("session.created", "updated_at", "null [] \"1\"", "data.updated_at: expected an integer")]
    [InlineData("session.created", "expire_at", "[] \"1\"", "data.expire_at: expected an integer")]
    [InlineData("session.created", "abandon_at", "[] \"1\"", "data.abandon_at: expected an integer")]
    [InlineData("session.created", "user", "0 [] true \"x\"", "data.user: expected an object")]
    [InlineData("session.created", "user", "{}", "data.user.id: missing")]
    [InlineData("organization.created", "id", "0 null [] {} true \"x\"", "data.id: ")]
    [InlineData("organization.created", "name", "0 null [] {} true", "data.name: expected a string")]
    [InlineData("organization.created", "slug", "0 [] {} true", "data.slug: expected a string")]
    [InlineData("organization.created", "image_url", "0 [] {} true", "data.image_url: expected a string")]
    [InlineData("organization.created", "created_by", "0 [] {} true \"x\"", "data.created_by: ")]
    [InlineData("organization.created", "created_at", "null [] \"1\"", "data.created_at: expected an integer")]
    [InlineData("organization.created", "updated_at", "null [] \"1\"", "data.updated_at: expected an integer")]
    [InlineData("organizationMembership.created", "id", "0 null \"x\" \"org_1\"", "data.id: ")]
    [InlineData("organizationMembership.created", "role", "0 null [] {}", "data.role: expected a string")]
    [InlineData("organizationMembership.created", "role_name", "0 [] {}", "data.role_name: expected a string")]
    [InlineData("organizationMembership.created", "permissions", "0 {} true \"x\"",
        "data.permissions: expected a list")]
    [InlineData("organizationMembership.created", "permissions", "[1] [null] [[]] [\"a\",{}]",
        "data.permissions: expected a string")]
    [InlineData("organizationMembership.created", "organization", "0 null [] \"x\"",
        "data.organization: expected an object")]
    [InlineData("organizationMembership.created", "organization", "{}", "data.organization.id: missing")]
    [InlineData("organizationMembership.created", "organization", "{\"id\":\"org_1\",\"slug\":1}",
        "data.organization.slug: expected a string")]
    [InlineData("organizationMembership.created", "organization", "{\"id\":\"org_1\",\"name\":1}",
        "data.organization.name: expected a string")]
    [InlineData("organizationMembership.created", "public_user_data", "0 null [] \"x\"",
        "data.public_user_data: expected an object")]
    [InlineData("organizationMembership.created", "public_user_data", "{}", "data.public_user_data.user_id: missing")]
    [InlineData("organizationMembership.created", "public_user_data", "{\"user_id\":1}",
        "data.public_user_data.user_id: expected a string")]
    [InlineData("organizationMembership.created", "created_at", "null [] \"1\"",
        "data.created_at: expected an integer")]
    [InlineData("organizationMembership.created", "updated_at", "null [] \"1\"",
        "data.updated_at: expected an integer")]
    [InlineData("organizationInvitation.created", "id", "0 null [] \"x\" \"user_1\" \"org_1\" \"role_1\"", "data.id: ")]
    [InlineData("organizationInvitation.created", "organization_id", "0 [] {} \"x\" \"user_1\"",
        "data.organization_id: ")]
    [InlineData("organizationInvitation.accepted", "user_id", "0 [] {} \"x\" \"org_1\"", "data.user_id: ")]
    [InlineData("organizationInvitation.created", "inviter_id", "0 [] {} \"x\" \"org_1\"", "data.inviter_id: ")]
    [InlineData("organizationInvitation.created", "email_address", "0 [] {}",
        "data.email_address: expected a string")]
    [InlineData("organizationInvitation.created", "status", "0 [] {}", "data.status: expected a string")]
    [InlineData("organizationInvitation.created", "public_organization_data", "0 [] \"x\"",
        "data.public_organization_data: expected an object")]
    [InlineData("organizationInvitation.created", "public_organization_data", "{\"id\":1} {\"id\":\"x\"}",
        "data.public_organization_data.id: expected")]
    [InlineData("organizationDomain.updated", "created_at", "null [] \"1\"", "data.created_at: expected an integer")]
    [InlineData("waitlistEntry.created", "updated_at", "null [] \"1\"", "data.updated_at: expected an integer")]
    [InlineData("subscription.created", "payer", "0 [] \"x\"", "data.payer: expected an object")]
    [InlineData("subscriptionItem.active", "payer", "{\"user_id\":1} {\"user_id\":\"org_1\"}",
        "data.payer.user_id: expected")]
    [InlineData("paymentAttempt.created", "payer", "{\"organization_id\":1} {\"organization_id\":\"user_1\"}",
        "data.payer.organization_id: expected")]
    [InlineData("role.updated", "id", "0 null [] \"x\" \"perm_1\"", "data.id: ")]
    [InlineData("role.updated", "key", "0 null [] {}", "data.key: expected a string")]
    [InlineData("role.updated", "permissions", "0 {} \"x\"", "data.permissions: expected a list")]
    [InlineData("role.updated", "permissions", "[1] [null] [[]] [\"x\"]", "data.permissions: expected an object")]
    [InlineData("role.updated", "permissions", "[{}]", "data.permissions[].id: missing")]
    [InlineData("role.updated", "permissions", "[{\"id\":\"role_1\"}]", "data.permissions[].id: expected an id")]
    [InlineData("role.updated", "created_at", "null [] \"1\"", "data.created_at: expected an integer")]
    [InlineData("role.updated", "updated_at", "null [] \"1\"", "data.updated_at: expected an integer")]
    [InlineData("permission.updated", "id", "0 null [] \"x\" \"role_1\"", "data.id: ")]
    [InlineData("permission.updated", "key", "0 null [] {}", "data.key: expected a string")]
    [InlineData("permission.updated", "created_at", "null [] \"1\"", "data.created_at: expected an integer")]
    [InlineData("permission.updated", "updated_at", "null [] \"1\"", "data.updated_at: expected an integer")]
    [InlineData("role.deleted", "id", "0 null [] {} true \"x\"", "data.id: ")]
    [InlineData("role.deleted.full-object", "key", "0 [] {}", "data.key: expected a string")]
    [InlineData("permission.deleted", "id", "0 null [] {} true \"x\"", "data.id: ")]
    [InlineData("organizationDomain.deleted", "id", "0 null [] {} true \"x\" \"org_1\"", "data.id: expected")]
    [InlineData("user.deleted", "id", "0 null [] {} true \"x\"", "data.id: ")]
    [InlineData("organization.deleted", "id", "0 null [] {} true \"x\"", "data.id: ")]
    public void TryRead_ModelledMemberWrong_SaysWhich(string sample, string member, string values, string expected)
    {
        foreach (var value in values.Split(' '))
        {
            var problem = Events.Problem(Events.Replaced(sample, member, value));
            Assert.StartsWith(expected, problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("user.created", "id created_at updated_at")]
    [InlineData("session.created", "id user_id created_at updated_at")]
    [InlineData("organization.created", "id name created_at updated_at")]
    [InlineData("organizationMembership.created", "id role organization public_user_data created_at updated_at")]
    [InlineData("organizationInvitation.accepted", "id created_at updated_at")]
    [InlineData("organizationDomain.updated", "id created_at updated_at")]
    [InlineData("organizationDomain.deleted", "id")]
    [InlineData("waitlistEntry.updated", "id created_at updated_at")]
    [InlineData("subscription.created", "id created_at updated_at")]
    [InlineData("subscriptionItem.active", "id created_at updated_at")]
    [InlineData("paymentAttempt.created", "id created_at updated_at")]
    [InlineData("role.updated", "id key permissions created_at updated_at")]
    [InlineData("role.deleted.full-object", "id")]
    [InlineData("permission.updated", "id key created_at updated_at")]
    [InlineData("permission.deleted", "id")]
    [InlineData("user.deleted", "id")]
    [InlineData("organization.deleted", "id")]
    public void TryRead_EachMemberMissing_IsWrongOnlyForRequiredOnes(string sample, string required)
    {
        var names = JsonNode.Parse(TestFiles.Sample(sample))!["data"]!.AsObject().Select(member => member.Key).ToList();
        foreach (var name in names)
        {
            var envelope = Events.Changed(sample, data => data.Remove(name));
            if (required.Split(' ').Contains(name)) Assert.Equal($"data.{name}: missing", Events.Problem(envelope));
            else Assert.True(ClerkEventReader.TryRead(envelope, out _, out var error), error);
        }
    }

    [Fact]
    public void TryRead_MemberTwice_IsRefused()
    {
        var envelope = Events.Envelope("user.deleted", """{"id":"user_1","i\u0064":"user_2"}""");
        Assert.Equal("data.id: given twice", Events.Problem(envelope));
    }

    private static IEnumerable<string> Replaced(JsonNode root, string replacement)
    {
        foreach (var path in Paths(root, []))
        {
            var changed = root.DeepClone();
            var parent =
                path[..^1].Aggregate(changed, (node, step) => step is int index ? node[index]! : node[(string)step]!);
            if (path[^1] is int last) parent[last] = Events.Placeholder;
            else parent[(string)path[^1]] = Events.Placeholder;
            yield return changed.ToJsonString().Replace($"\"{Events.Placeholder}\"", replacement,
                StringComparison.Ordinal);
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path)
    {
        if (path.Length > 0) yield return path;
        var children = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        foreach (var (step, child) in children)
        {
            foreach (var below in Paths(child, [.. path, step])) yield return below;
        }
    }

    [GeneratedRegex("^[a-z0-9_.\\[\\]]+: [a-z ]+(\"event\"|[a-z]+_|NUL)?[a-z ,]*$")]
    private static partial Regex Reason();
}
