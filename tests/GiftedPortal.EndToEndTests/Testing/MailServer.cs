using System.Net.Sockets;
using MimeKit;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>A real mail server (aiosmtpd) in a process of its own, which keeps what it takes in a Maildir.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = TemporaryFolder.PathFor("mail");
    private readonly ChildProcess _process;

    private MailServer()
    {
        Port = FreePorts.Find(1)[0];
        _process = ChildProcess.Start("aiosmtpd", ["-n", "-l", $"127.0.0.1:{Port}", "-c", "aiosmtpd.handlers.Mailbox", _folder]);
    }

    public int Port { get; }

    /// <summary>What it took so far.</summary>
    public IReadOnlyList<MimeMessage> Messages =>
        Directory.Exists(New) ? [.. Directory.GetFiles(New).Select(file => MimeMessage.Load(file))] : [];

    private string New => Path.Combine(_folder, "new");

    public static async Task<MailServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new MailServer();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await server.AnswersAsync(enough.Token))
        {
            if (server._process.HasExited)
                throw new InvalidOperationException($"aiosmtpd ended. It said:{Environment.NewLine}{server._process.LastOutput}");
            await ticks.WaitForNextTickAsync(enough.Token);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
