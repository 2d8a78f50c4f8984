namespace Identity.Cluster.Tests.Load;

internal enum ModelEventKind
{
    Profile,
    Deletion,
    Membership,
    Departure,
    Organization,
}
