using System.Net.Mail;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>The demonstration accounts, and anybody else who types an address.</summary>
internal static class Accounts
{
    private const string Gifted = "Gifted";

    /// <summary>Those whom the sign-in page lists, customers first.</summary>
    public static IReadOnlyList<Account> Listed { get; } =
    [
        new("dana@acme.example", "Dana Levi", "HR administrator. Connects Acme's Bob account.", "Acme", []),
        new("omer@acme.example", "Omer Katz", "IT. Helps Dana with the technical steps.", "Acme", []),
        new("lee@globex.example", "Lee Park", "HR administrator of another customer. Must never see Acme.", "Globex", []),
        new("rita.reviewer@gifted.example", "Rita Romero", "Reviewer. Approves connections.", Gifted, ["gifted-reviewer"]),
        new("sam.reviewer@gifted.example", "Sam Sato", "Reviewer. The second pair of eyes.", Gifted, ["gifted-reviewer"]),
        new("olga.operator@gifted.example", "Olga Olsen", "Operator. Watches the syncs.", Gifted, ["gifted-operator"]),
        new("adam.auditor@gifted.example", "Adam Adeyemi", "Auditor. Reads everything, changes nothing.", Gifted, ["gifted-auditor"]),
        new("ada.admin@gifted.example", "Ada Amsel", "Admin. Invites customers, sets roles.", Gifted, ["gifted-admin"]),
    ];

    /// <summary>The listed account with that address, or a stranger's; null where the text is no address.</summary>
    public static Account? Find(string? email)
    {
        var address = email?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(address) || address.Length > 254 || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address) return null;
        return Listed.FirstOrDefault(account => account.Email == address) ?? new Account(address, address, "", "", []);
    }
}
