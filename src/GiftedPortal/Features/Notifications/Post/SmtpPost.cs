using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace GiftedPortal.Features.Notifications.Post;

/// <summary>Sends letters through the mail server, a connection for each.</summary>
internal sealed partial class SmtpPost(SmtpOptions smtp) : IPost
{
    public async Task SendAsync(MimeMessage message, CancellationToken limit)
    {
        using var client = new SmtpClient();
        try
        {
            await ConnectAsync(client, limit);
            await HandOverAsync(client, message, limit);
        }
        catch (OperationCanceledException exception)
        {
            throw new PostException(PostFailureKind.TimedOut, null, exception);
        }

        await LeaveAsync(client, limit);
    }

    // what fails here says nothing about the letter
    private async Task ConnectAsync(SmtpClient client, CancellationToken limit)
    {
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Encryption, limit);
            if (smtp.User is not null)
            {
                await client.AuthenticateAsync(smtp.User, smtp.Password!, limit);
            }
        }
        catch (SmtpCommandException exception)
        {
            throw new PostException(PostFailureKind.NotNow, CodeOf(exception), exception);
        }
        catch (AuthenticationException exception)
        {
            throw new PostException(PostFailureKind.SignIn, exception.InnerException is SmtpCommandException reply ? CodeOf(reply) : null, exception);
        }
        catch (Exception exception) when (exception is SslHandshakeException or NotSupportedException)
        {
            // NotSupported: the server offers no STARTTLS, or no way to sign in
            throw new PostException(PostFailureKind.Encryption, null, exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ProtocolException or ServiceNotConnectedException)
        {
            throw new PostException(PostFailureKind.Unreachable, null, exception);
        }
    }

    private static async Task HandOverAsync(SmtpClient client, MimeMessage message, CancellationToken limit)
    {
        var format = FormatOptions.Default.Clone();
        // RFC 6531: only the part before the @ needs it, a domain can be written in ASCII
        format.International = message.To.Mailboxes.Any(mailbox => !Ascii.IsValid(mailbox.LocalPart));
        if (format.International && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            throw new PostException(PostFailureKind.Recipient, null, null);
        }

        try
        {
            await client.SendAsync(format, message, limit);
        }
        catch (SmtpCommandException exception)
        {
            throw new PostException(KindOf(exception), CodeOf(exception), exception);
        }
        catch (ServiceNotAuthenticatedException exception)
        {
            throw new PostException(PostFailureKind.SignIn, null, exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ProtocolException or ServiceNotConnectedException)
        {
            throw new PostException(PostFailureKind.BrokenOff, null, exception);
        }
    }

    // the letter was taken: whatever goes wrong now must not send it again
    private static async Task LeaveAsync(SmtpClient client, CancellationToken limit)
    {
        try
        {
            await client.DisconnectAsync(quit: true, limit);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ProtocolException or CommandException or ServiceNotConnectedException or OperationCanceledException)
        {
            // the server left first
        }
    }

    private static PostFailureKind KindOf(SmtpCommandException exception) => exception switch
    {
        { StatusCode: SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationMechanismTooWeak or SmtpStatusCode.AuthenticationInvalidCredentials } => PostFailureKind.SignIn,
        { StatusCode: < SmtpStatusCode.CommandUnrecognized } => PostFailureKind.NotNow,
        { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => PostFailureKind.Recipient,
        _ => PostFailureKind.Message,
    };

    private static string CodeOf(SmtpCommandException exception)
    {
        var enhanced = EnhancedCode().Match(exception.Message);
        return enhanced.Success ? $"{(int)exception.StatusCode} {enhanced.Value}" : $"{(int)exception.StatusCode}";
    }

    // RFC 3463
    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex EnhancedCode();
}
