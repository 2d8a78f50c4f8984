using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Sessions;

namespace Identity.Clerk.Emulator.Tokens;

/// <param name="Session">Whose token it is.</param>
/// <param name="Organization">The active organization, together with <paramref name="Membership"/>; or neither.</param>
/// <param name="Membership">The user's membership in it.</param>
/// <param name="Catalog">What roles allow at this moment.</param>
/// <param name="AuthorizedParty">The <c>azp</c>: the origin that asked.</param>
/// <param name="Version">Of the claims: 1 or 2.</param>
internal sealed record TokenRequest(
    Session Session,
    Organization? Organization,
    Membership? Membership,
    RoleCatalog Catalog,
    string AuthorizedParty,
    int Version);
