using System.Security.Cryptography;
using GiftedPortal.Features.Notifications.Post;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Localization;
using MimeKit;

namespace GiftedPortal.Features.Notifications.Writing;

/// <summary>Makes messages of stored letters: plain text and HTML, in the recipient's language.</summary>
internal sealed class LetterWriter(
    IDataProtectionProvider protection, PostOptions options, IStringLocalizer<NotificationText> text, IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    private readonly LetterProtector _protector = new(protection);

    /// <summary>The subject as the recipient reads it; null when it cannot be decrypted any more.</summary>
    public string? SubjectOf(StoredLetter letter)
    {
        try
        {
            return WordsOf(letter).Subject;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The message. A second call for the same sending makes the same message again, down to its <c>Message-ID</c> and date.</summary>
    /// <exception cref="PostException">The content cannot be decrypted, or the address is none.</exception>
    public async Task<MimeMessage> WriteAsync(StoredLetter letter)
    {
        if (MailAddresses.TryRead(letter.ToAddress) is not { } address)
        {
            throw new PostException(PostFailureKind.Unreadable, null, null);
        }

        var words = Decrypted(letter);
        var message = new MimeMessage
        {
            Subject = words.Subject,
            Date = letter.WaitingSince,
            MessageId = $"{letter.Id:N}.{letter.Resends}@{options.Sender.Domain}",
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = words.ToPlainText() },
                new TextPart("html") { Text = await HtmlAsync(words) },
            },
        };
        message.From.Add(options.Sender);
        message.To.Add(new MailboxAddress(letter.ToName, address.Address));
        // RFC 3834: no out-of-office answers, please
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, words.Culture.Name);
        return message;
    }

    private LetterWords Decrypted(StoredLetter letter)
    {
        try
        {
            return WordsOf(letter);
        }
        catch (CryptographicException exception)
        {
            throw new PostException(PostFailureKind.Unreadable, null, exception);
        }
    }

    private LetterWords WordsOf(StoredLetter letter)
    {
        var body = _protector.Unprotect(letter);
        return LetterWords.Of(body.Content, letter.Culture, new Uri(options.PublicAddress, body.Path), text);
    }

    private async Task<string> HtmlAsync(LetterWords words)
    {
        // a renderer asks for services that live as long as a request
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LetterLayout.Words)] = words });
            return (await renderer.RenderComponentAsync<LetterLayout>(parameters)).ToHtmlString();
        });
    }
}
