using System.Text.RegularExpressions;
using MimeKit;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>Reads what a portal without a mail server wrote to people: the <c>.eml</c> files in its folder, as a mail program would open them.</summary>
internal static partial class PortalMail
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The address that the button of the newest letter to somebody leads to, once there is a letter whose subject contains these words.</summary>
    public static async Task<Uri> LinkToAsync(this PortalProcess portal, string address, string subject, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            if (await FindAsync(portal, address, subject, enough.Token) is { } letter)
            {
                return new Uri(Link().Match(letter.TextBody!).Value);
            }

            await ticks.WaitForNextTickAsync(enough.Token);
        }
    }

    // names sort by time
    private static async Task<MimeMessage?> FindAsync(PortalProcess portal, string address, string subject, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(portal.DataFolder, "data", "mail");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];
        foreach (var file in files.OrderDescending(StringComparer.Ordinal))
        {
            var letter = await MimeMessage.LoadAsync(file, cancellationToken);
            if (letter.To.Mailboxes.Any(to => to.Address == address) && letter.Subject?.Contains(subject, StringComparison.Ordinal) is true)
            {
                return letter;
            }
        }

        return null;
    }

    [GeneratedRegex("https?://\\S+")]
    private static partial Regex Link();
}
