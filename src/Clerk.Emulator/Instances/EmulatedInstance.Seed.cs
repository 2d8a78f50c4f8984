using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private static readonly (string Username, string FirstName, string LastName)[] FirstUsers =
    [
        ("ada", "Ada", "Okafor"),
        ("kenji", "Kenji", "Sato"),
        ("mira", "Mira", "Lindqvist"),
    ];

    /// <summary>Three invented people and their company, once in an instance's life.</summary>
    /// <returns>How many users were made.</returns>
    public Outcome<int> Seed()
    {
        if (State.Seeded)
            return Outcome<int>.Done(0);

        State = State with { Seeded = true };
        var events = new List<EmulatedEvent>();
        foreach (var (username, firstName, lastName) in FirstUsers)
        {
            events.AddRange(CreateUser(new UserFields
            {
                EmailAddress = $"{username}@northwind.example",
                Username = username,
                FirstName = firstName,
                LastName = lastName,
            }).Events);
        }

        events.AddRange(CreateOrganization(
            new OrganizationFields { Name = "Northwind Labs", Slug = "northwind-labs" },
            createdBy: "ada").Events);
        events.AddRange(AddMember("northwind-labs", "kenji", RoleCatalog.Member).Events);
        return Outcome<int>.Done(FirstUsers.Length, events);
    }
}
