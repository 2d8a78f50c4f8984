using System.Text;

namespace Identity.Clerk.Emulator.Keys;

internal static class PublishableKey
{
    public static string For(Uri url) =>
        "pk_test_" + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{url.Authority}$"));
}
