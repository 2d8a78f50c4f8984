namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal static class NoteExtensions
{
    public static int IndexOf(this IReadOnlyList<string> notes, string note) => notes.ToList().IndexOf(note);

    public static int LastIndexOf(this IReadOnlyList<string> notes, string note) => notes.ToList().LastIndexOf(note);
}
