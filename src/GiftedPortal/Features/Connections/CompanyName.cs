using System.Text;

namespace GiftedPortal.Features.Connections;

/// <summary>
/// The rule for the company name: where the company synced with Gifted under the old method, the name must end in
/// <c>Service User</c>, so that the two connections can be told apart. Pure.
/// </summary>
public static class CompanyName
{
    /// <summary>Longest name, in characters.</summary>
    public const int Longest = 200;

    private const string Suffix = "Service User";

    /// <summary>The name without surrounding or doubled white space and without invisible marks that a paste brings along.</summary>
    public static string Clean(string name)
    {
        var visible = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                visible.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format) || rune.Value is 0x200D)
            {
                // U+200D joins emoji and letters of some scripts: it is part of the name
                visible.Append(rune);
            }
        }

        return string.Join(' ', visible.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Why this cleaned name will not do, or null.</summary>
    public static ConnectionRefusal? Check(string name, bool syncedBefore) =>
        name.Length is 0 or > Longest ? new ConnectionRefusal.BadCompanyName(Longest)
        : syncedBefore && !name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? new ConnectionRefusal.NameNeedsSuffix(Propose(name, syncedBefore))
        : null;

    /// <summary>The name to propose for a customer.</summary>
    public static string Propose(string name, bool syncedBefore) =>
        !syncedBefore || name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name : $"{name} {Suffix}";
}
