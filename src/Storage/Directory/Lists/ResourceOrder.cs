namespace Identity.Storage.Directory.Lists;

/// <summary>By what resources are listed; ids decide between equals.</summary>
public enum ResourceOrder
{
    CreatedAt,
    EmailAddress,
    Name,
}
