namespace Identity.Storage.Directory.Lists.Index;

/// <summary>A user of a segment.</summary>
/// <param name="Key">Orders users as far as it goes: as <see cref="IndexOrder.KeyOf"/> says.</param>
/// <param name="Segment">The segment.</param>
/// <param name="User">Which of its users.</param>
internal readonly record struct IndexPlace(UInt128 Key, IndexSegment Segment, int User);
