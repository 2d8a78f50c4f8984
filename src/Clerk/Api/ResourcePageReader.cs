using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Api;

/// <summary>
/// Reads a page: a list, as of users, or <c>{"data":[…],"total_count":…}</c>, as of all else. What is wrong with an
/// item stays that item's: users choose some of what is in theirs, and mustn't be able to stop a walk.
/// </summary>
internal static class ResourcePageReader
{
    private static readonly JsonMembers Page = new("data", "total_count");
    private static readonly JsonMembers Id = new("id");

    /// <summary>Reads one item; copies what it keeps.</summary>
    public delegate bool ItemReader<TResource>(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out TResource? resource,
        [NotNullWhen(false)] out string? error)
        where TResource : class;

    /// <summary>The page; null if it isn't one.</summary>
    public static ResourcePage<TResource>? Read<TResource>(ReadOnlySpan<byte> body, ItemReader<TResource> read)
        where TResource : class
    {
        try
        {
            long? totalCount = null;
            var list = body.TrimStart(" \t\r\n"u8);
            if (list.StartsWith("{"u8) && !TryReadObject(list, out list, out totalCount)) return null;
            return ReadItems(list, totalCount, read);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryReadObject(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> list, out long? totalCount)
    {
        list = [];
        totalCount = null;
        var page = new JsonObjectCursor(json, Page, "", int.MaxValue);
        while (page.Next())
        {
            if (page.Member == "data") list = page.List();
            else totalCount = page.Integer();
        }

        page.Require("data");
        return page.Problem is null;
    }

    private static ResourcePage<TResource> ReadItems<TResource>(
        ReadOnlySpan<byte> list,
        long? totalCount,
        ItemReader<TResource> read)
        where TResource : class
    {
        var resources = ImmutableArray.CreateBuilder<TResource>();
        var unreadable = ImmutableArray.CreateBuilder<UnreadableItem>();
        ReadOnlySpan<byte> last = [];
        var items = new JsonItems(list);
        while (items.Next(out var item))
        {
            if (read(item, out var resource, out var error))
            {
                resources.Add(resource);
                last = item;
            }
            else
            {
                var id = ReadId(item);
                unreadable.Add(new UnreadableItem(id, error));
                if (id is not null) last = item;
            }
        }

        return new ResourcePage<TResource>
        {
            Items = resources.DrainToImmutable(),
            Unreadable = unreadable.DrainToImmutable(),
            TotalCount = totalCount,
            LastId = ReadId(last),
        };
    }

    private static string? ReadId(ReadOnlySpan<byte> item)
    {
        if (item.IsEmpty || !Utf8.IsValid(item)) return null;
        string? id = null;
        var cursor = new JsonObjectCursor(item, Id, "", int.MaxValue);
        while (cursor.Next()) id = cursor.TextOrNull();
        return cursor.Problem is null && ClerkId.IsPlain(id) ? id : null;
    }
}
