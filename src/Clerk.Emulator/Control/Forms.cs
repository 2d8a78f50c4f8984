using System.Text.RegularExpressions;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Control;

/// <summary>What requests may say about users and organizations.</summary>
internal static partial class Forms
{
    private const int LongestSlug = 64;
    private const int LongestAddress = 254;

    public static UserFields User(FieldReader reader) => new()
    {
        EmailAddress = Lower(reader.Text("email_address", EmailForm(), LongestAddress)),
        PhoneNumber = reader.Text("phone_number", PhoneForm()),
        Username = Lower(reader.Text("username", UsernameForm())),
        FirstName = reader.Text("first_name"),
        LastName = reader.Text("last_name"),
        ExternalId = reader.Text("external_id"),
        PublicMetadata = reader.Metadata("public_metadata"),
        PrivateMetadata = reader.Metadata("private_metadata"),
        UnsafeMetadata = reader.Metadata("unsafe_metadata"),
    };

    public static OrganizationFields Organization(FieldReader reader) => new()
    {
        Name = reader.Text("name"),
        Slug = reader.Text("slug", SlugForm(), LongestSlug),
        PublicMetadata = reader.Metadata("public_metadata"),
        PrivateMetadata = reader.Metadata("private_metadata"),
    };

    private static Instances.Field<string?> Lower(Instances.Field<string?> field) =>
        field with { Value = field.Value?.ToLowerInvariant() };

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UsernameForm();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugForm();
}
