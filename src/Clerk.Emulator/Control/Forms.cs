using System.Text.RegularExpressions;
using Identity.Clerk.Emulator.Billing;
using Identity.Clerk.Emulator.Faults;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Control;

/// <summary>What requests may say, member by member.</summary>
internal static partial class Forms
{
    private const int LongestSlug = 64;
    private const int LongestAddress = 254;

    public static UserFields User(FieldReader reader) =>
        Person(reader) with { EmailAddress = Email(reader), PhoneNumber = Phone(reader) };

    /// <summary>A new user as Clerk's Backend API has it; the local Clerk keeps one address and number, and no password.</summary>
    public static UserFields NewUser(FieldReader reader)
    {
        reader.Ignore("password", "skip_password_checks", "skip_password_requirement", "skip_legal_checks");
        return Person(reader) with
        {
            EmailAddress = Lower(reader.Single("email_address", EmailForm(), LongestAddress)),
            PhoneNumber = reader.Single("phone_number", PhoneForm()),
        };
    }

    public static UserFields UserMetadata(FieldReader reader) => new()
    {
        PublicMetadata = reader.Metadata("public_metadata"),
        PrivateMetadata = reader.Metadata("private_metadata"),
        UnsafeMetadata = reader.Metadata("unsafe_metadata"),
    };

    public static OrganizationFields Organization(FieldReader reader) => OrganizationMetadata(reader) with
    {
        Name = reader.Text("name"),
        Slug = reader.Text("slug", SlugForm(), LongestSlug),
    };

    public static OrganizationFields OrganizationMetadata(FieldReader reader) => new()
    {
        PublicMetadata = reader.Metadata("public_metadata"),
        PrivateMetadata = reader.Metadata("private_metadata"),
    };

    public static Field<string?> Email(FieldReader reader) =>
        Lower(reader.Text("email_address", EmailForm(), LongestAddress));

    public static Field<string?> Phone(FieldReader reader) => reader.Text("phone_number", PhoneForm());

    public static string RequiredEmail(FieldReader reader) =>
        reader.Required("email_address", EmailForm(), LongestAddress).ToLowerInvariant();

    public static RoleFields Role(FieldReader reader) => new()
    {
        Key = reader.Text("key", RoleForm()),
        Name = reader.Text("name"),
        Description = reader.Text("description"),
        IsCreatorEligible = reader.Flag("is_creator_eligible"),
        Permissions = reader.Texts("permissions", Limits.Permissions),
    };

    public static PermissionFields Permission(FieldReader reader) => new()
    {
        Key = reader.Text("key", PermissionForm()),
        Name = reader.Text("name"),
        Description = reader.Text("description"),
    };

    public static DomainFields Domain(FieldReader reader) => new()
    {
        EnrollmentMode = reader.Text("enrollment_mode"),
        AffiliationEmailAddress = Lower(reader.Text("affiliation_email_address", EmailForm(), LongestAddress)),
        Verified = reader.Flag("verified"),
    };

    public static BillingRequest Billing(FieldReader reader) => new(
        reader.Text("user_id").Value,
        reader.Text("organization_id").Value,
        reader.Text("plan", SlugForm(), LongestSlug).Value ?? "team",
        reader.Number("amount", 0, 100_000_000).Value ?? 4_900,
        reader.Number("seats", 1, 100_000).Value ?? 5);

    public static FaultFields Faults(FieldReader reader) => new()
    {
        DropWebhooks = reader.Number("drop_webhooks", 0, FaultSettings.LargestCount, FaultSettings.All),
        DuplicateWebhooks = reader.Number("duplicate_webhooks", 0, FaultSettings.MostCopies),
        DelayWebhooks = reader.Number("delay_webhooks_ms", 0, FaultSettings.LongestDelay),
        HoldWebhooks = reader.Flag("hold_webhooks"),
        ShuffleWebhooks = reader.Number("shuffle_webhooks", 0, Outbox.MostPending),
        Seed = reader.Number("seed", 0, int.MaxValue),
        ApiStatus = Status(reader),
        ApiRetryAfter = reader.Number("api_retry_after", 0, 3_600),
        ApiDelay = reader.Number("api_delay_ms", 0, FaultSettings.LongestDelay),
        ApiCalls = reader.Number("api_calls", 0, FaultSettings.LargestCount, FaultSettings.All),
        ApiRateLimit = reader.Number("api_rate_limit", 1, FaultSettings.LargestCount),
    };

    private static UserFields Person(FieldReader reader) => UserMetadata(reader) with
    {
        Username = Lower(reader.Text("username", UsernameForm())),
        FirstName = reader.Text("first_name"),
        LastName = reader.Text("last_name"),
        ExternalId = reader.Text("external_id"),
    };

    private static Field<int?> Status(FieldReader reader)
    {
        var status = reader.Number("api_status", 400, 599);
        return status.Value is not { } value || FaultSettings.Statuses.Contains(value)
            ? status
            : reader.Refuse<int?>($"api_status is one of {string.Join(", ", FaultSettings.Statuses)}.");
    }

    private static Field<string?> Lower(Field<string?> field) =>
        field with { Value = field.Value?.ToLowerInvariant() };

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+\z", RegexOptions.CultureInvariant)]
    public static partial Regex DomainForm();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UsernameForm();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugForm();

    [GeneratedRegex(@"^org:[a-z][a-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleForm();

    // Features that begin with sys_ are Clerk's own.
    [GeneratedRegex(@"^org:(?!sys_)[a-z][a-z0-9_]*:[a-z][a-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PermissionForm();
}
