using System.Net.Mail;

namespace GiftedPortal.Features.Customers;

/// <summary>Reads an e-mail address that somebody typed.</summary>
public static class EmailAddress
{
    /// <summary>The address in lower case; null when the text is none.</summary>
    public static string? Parse(string? text)
    {
        var address = text?.Trim().ToLowerInvariant();
        return address is { Length: > 0 and <= CustomerService.LongestEmail } && !address.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            ? address
            : null;
    }
}
