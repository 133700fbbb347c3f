namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>Where people live and what they are called there.</summary>
/// <param name="Name">As in Bob's list of countries.</param>
/// <param name="DialCode">Starts a phone number.</param>
/// <param name="PostCode">How a post code looks: each # is a digit.</param>
/// <param name="Cities">In the script that people there write.</param>
/// <param name="Streets">The same; {0} is the house number.</param>
/// <param name="GivenNames">The same, with the spelling that e-mail addresses use.</param>
/// <param name="Surnames">The same.</param>
internal sealed record Country(
    string Name,
    string DialCode,
    string PostCode,
    IReadOnlyList<string> Cities,
    IReadOnlyList<string> Streets,
    IReadOnlyList<SpelledName> GivenNames,
    IReadOnlyList<SpelledName> Surnames);

/// <summary>A name as its owner writes it, and in the letters of e-mail addresses.</summary>
internal sealed record SpelledName(string Native, string Ascii)
{
    /// <summary>Reads <c>דנה=dana</c>, or <c>Emma</c> where both are the same.</summary>
    public static IReadOnlyList<SpelledName> List(string names) =>
        [.. names.Split(' ').Select(name => name.Split('=')).Select(parts => new SpelledName(parts[0], (parts.Length > 1 ? parts[1] : parts[0]).ToLowerInvariant()))];
}
