using System.Globalization;
using System.Net.Mail;

namespace GiftedPortal.Features.Customers;

/// <summary>Reads an e-mail address that somebody typed.</summary>
public static class EmailAddress
{
    /// <summary>The address in lower case; null when the text is none.</summary>
    public static string? Parse(string? text)
    {
        var address = text?.Trim().ToLowerInvariant();
        return address is { Length: > 0 and <= CustomerService.LongestEmail } && !address.Any(IsInvisible)
            && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            ? address
            : null;
    }

    // marks that turn the direction of writing would make an address read as another
    private static bool IsInvisible(char character) =>
        char.IsControl(character) || char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format;
}
