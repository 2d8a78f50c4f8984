namespace Identity.Storage.Directory.Lists;

/// <summary>Which part of a list.</summary>
/// <param name="Limit">The most items, 1 to 500.</param>
/// <param name="Offset">How many to pass over, 0 or more.</param>
/// <param name="Descending">Whether the order is reversed.</param>
public readonly record struct ListPart(int Limit, int Offset, bool Descending);
