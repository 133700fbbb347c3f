using System.Globalization;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace GiftedPortal.Features.Notifications.Post;

/// <summary>The section <c>Mail</c> of the configuration as written, with <c>Portal:PublicAddress</c>; <see cref="Read"/> says what it means.</summary>
internal sealed class MailSettings
{
    public const string Section = "Mail";
    public const string PublicAddressKey = "Portal:PublicAddress";
    private const string Encryptions = "StartTls, Tls or None";

    public string? Host { get; set; }

    public string? Port { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    public string? Tls { get; set; }

    public string? Sender { get; set; }

    public string? StaffAddress { get; set; }

    public string? StaffLanguage { get; set; }

    public string? Folder { get; set; }

    public string? PublicAddress { get; set; }

    /// <summary>How letters travel; each error as one sentence that names the key and what it expects, and repeats no password.</summary>
    public PostOptions Read(ICollection<string> errors)
    {
        var smtp = Host is null ? null : ReadServer(Host, errors);
        if (Host is null && new[] { (nameof(Port), Port), (nameof(User), User), (nameof(Password), Password), (nameof(Tls), Tls) }
            .Where(one => one.Item2 is not null).Select(one => $"Mail:{one.Item1}").ToArray() is { Length: > 0 } alone)
        {
            errors.Add($"Mail:Host is missing although {string.Join(", ", alone)} is set: expected the mail server's name, or none of them.");
        }

        if (Sender is null && Host is not null)
        {
            errors.Add("Mail:Sender is missing although Mail:Host is set: expected the address that letters come from, such as Gifted <portal@company.com>.");
        }

        return new PostOptions(
            smtp,
            Address(nameof(Sender), Sender, errors) ?? new MailboxAddress("Gifted", "gifted-portal@localhost.localdomain"),
            Address(nameof(StaffAddress), StaffAddress, errors)?.Address,
            ReadStaffLanguage(errors),
            ReadFolder(errors),
            ReadPublicAddress(errors));
    }

    private SmtpOptions ReadServer(string host, ICollection<string> errors)
    {
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown)
        {
            errors.Add($"Mail:Host is '{host}': expected the mail server's name, such as smtp.company.com.");
        }

        SecureSocketOptions? known = (Tls ?? "StartTls").ToLowerInvariant() switch
        {
            "starttls" => SecureSocketOptions.StartTls,
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => null,
        };
        if (known is null)
        {
            errors.Add($"Mail:Tls is '{Tls}': expected {Encryptions}.");
        }

        var encryption = known ?? SecureSocketOptions.StartTls;
        var port = encryption switch { SecureSocketOptions.None => 25, SecureSocketOptions.SslOnConnect => 465, _ => 587 };
        if (Port is not null && (!int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > ushort.MaxValue))
        {
            errors.Add($"Mail:Port is '{Port}': expected a number from 1 to {ushort.MaxValue}.");
        }

        if ((User is null) != (Password is null))
        {
            errors.Add($"Mail:{(User is null ? nameof(User) : nameof(Password))} is missing: expected both Mail:User and Mail:Password, or neither.");
        }
        else if (User is not null && encryption is SecureSocketOptions.None && !IsLoopback(host))
        {
            errors.Add("Mail:Tls is 'None' although Mail:User is set: the password would travel unencrypted; expected StartTls or Tls.");
        }

        return new SmtpOptions(host, port, encryption, User, Password);
    }

    private string? ReadStaffLanguage(ICollection<string> errors)
    {
        if (StaffLanguage is null or "en" or "he")
        {
            return StaffLanguage;
        }

        errors.Add($"Mail:StaffLanguage is '{StaffLanguage}': expected en or he.");
        return null;
    }

    private string ReadFolder(ICollection<string> errors)
    {
        if (Folder is not null && string.IsNullOrWhiteSpace(Folder))
        {
            errors.Add("Mail:Folder is empty: expected a folder for .eml files, such as data/mail.");
            return "";
        }

        return Path.GetFullPath(Folder ?? "data/mail");
    }

    private Uri ReadPublicAddress(ICollection<string> errors)
    {
        var fallback = new Uri("http://localhost:5080");
        if (PublicAddress is null)
        {
            if (Host is not null)
            {
                errors.Add($"{PublicAddressKey} is missing although Mail:Host is set: links in letters need the portal's address, such as https://portal.company.com.");
            }

            return fallback;
        }

        if (!Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
        {
            errors.Add($"{PublicAddressKey} is '{PublicAddress}': expected the portal's address without a path, such as https://portal.company.com.");
            return fallback;
        }

        return address;
    }

    private static MailboxAddress? Address(string key, string? text, ICollection<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (MailAddresses.TryRead(text) is not { } address)
        {
            errors.Add($"Mail:{key} is '{text}': expected an e-mail address, such as portal@company.com.");
            return null;
        }

        return address;
    }

    private static bool IsLoopback(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host, out var ip) && System.Net.IPAddress.IsLoopback(ip));
}

internal sealed class MailSettingsValidator : IValidateOptions<MailSettings>
{
    public ValidateOptionsResult Validate(string? name, MailSettings options)
    {
        var errors = new List<string>();
        options.Read(errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
