using System.Globalization;
using System.Security.Cryptography;
using Identity.Clerk.Emulator.Codes;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private const int CodesEnd = 1_000_000;

    /// <summary>
    /// Sends a one-time code to one address or number, as on signing up; only its event ever shows it.
    /// </summary>
    /// <returns>The code.</returns>
    public Outcome<string> SendCode(string? emailAddress, string? phoneNumber)
    {
        if (emailAddress is null == phoneNumber is null)
            return Rejection.Invalid("A code goes to an email_address or to a phone_number.");

        var code = RandomNumberGenerator.GetInt32(CodesEnd).ToString("D6", CultureInfo.InvariantCulture);
        var now = Now;
        if (emailAddress is not null)
        {
            var owner = _users.ByEmailAddress(emailAddress);
            return Outcome<string>.Done(code, Tell(
                "email.created",
                CodeResource.Email(
                    NewId("ema"), owner?.EmailAddress.Id ?? NewId("idn"), emailAddress, owner?.Id, code),
                now));
        }

        var holder = _users.ByPhoneNumber(phoneNumber!);
        return Outcome<string>.Done(code, Tell(
            "sms.created",
            CodeResource.Sms(
                NewId("sms"), holder?.PhoneNumber?.Id ?? NewId("idn"), phoneNumber!, holder?.Id, code, now),
            now));
    }
}
