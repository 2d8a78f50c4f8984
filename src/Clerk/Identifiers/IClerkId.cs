using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>An identifier of Clerk's: a prefix that names the kind, then at most 64 letters, digits or underscores.</summary>
/// <remarks>Clerk makes them at random and never gives one twice, so the id of something deleted stays dead.</remarks>
public interface IClerkId<TSelf>
    where TSelf : struct, IClerkId<TSelf>
{
    /// <summary>What every id of this kind starts with, underscore included.</summary>
    static abstract string Prefix { get; }

    /// <summary>The id as Clerk writes it.</summary>
    string Value { get; }

    /// <summary>
    /// Reads an id; false for null, another kind's prefix, other characters, or more than 64 after the prefix.
    /// </summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);

    /// <summary>Reads an id that is known to be well-formed.</summary>
    /// <exception cref="FormatException">It isn't.</exception>
    static abstract TSelf Parse(string text);
}
