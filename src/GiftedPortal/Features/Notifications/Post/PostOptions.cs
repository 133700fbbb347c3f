using MailKit.Security;
using MimeKit;

namespace GiftedPortal.Features.Notifications.Post;

/// <summary>How letters travel.</summary>
/// <param name="Smtp">The mail server; null: letters are kept as files.</param>
/// <param name="Sender">Whom letters come from.</param>
/// <param name="StaffAddress">Where letters for staff go; null: none are written.</param>
/// <param name="StaffLanguage">The language of these, such as <c>he</c>; null: English.</param>
/// <param name="Folder">Full path of the folder for files.</param>
/// <param name="PublicAddress">The portal's root as recipients reach it.</param>
internal sealed record PostOptions(SmtpOptions? Smtp, MailboxAddress Sender, string? StaffAddress, string? StaffLanguage, string Folder, Uri PublicAddress);

/// <summary>A mail server.</summary>
internal sealed record SmtpOptions(string Host, int Port, SecureSocketOptions Encryption, string? User, string? Password)
{
    // never printed with its password
    public override string ToString() => $"{Host}:{Port}";
}

internal static class MailAddresses
{
    /// <summary>Reads <c>a@b.c</c> or <c>Name &lt;a@b.c&gt;</c>; null when it is no address that a letter can go to.</summary>
    public static MailboxAddress? TryRead(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.IndexOf('@', StringComparison.Ordinal) > 0 && address.Domain.Length > 0 ? address : null;
}
