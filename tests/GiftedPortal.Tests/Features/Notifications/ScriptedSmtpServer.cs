using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GiftedPortal.Tests.Features.Notifications;

/// <summary>A mail server on a free port that misbehaves as it is told to; otherwise it takes everything.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public ScriptedSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers instead of the usual ones, by command; <c>.</c> is the end of the message, <c>*</c> the greeting. <c>hang up</c> ends the connection without a word.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>Awaited before the answer to this command.</summary>
    public (string Command, Task Until)? Waits { get; init; }

    /// <summary>Hangs up after this many lines of the message.</summary>
    public int? DiesAfterLines { get; init; }

    /// <summary>Commands in the order they came.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Messages taken.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>Completes when the command that <see cref="Waits"/> names came.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TalkAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            var alive = await AnswerAsync(stream, "*", "220 test ready");
            while (alive && await reader.ReadLineAsync(_end.Token) is { } line)
            {
                var command = line.Split(' ', ':')[0].ToUpperInvariant();
                lock (Commands)
                {
                    Commands.Add(line);
                }

                alive = command switch
                {
                    "EHLO" => await AnswerAsync(stream, command, "250-test\r\n250 AUTH PLAIN"),
                    "AUTH" => await AnswerAsync(stream, command, "235 2.7.0 welcome"),
                    "DATA" => await AnswerAsync(stream, command, "354 go on") && (Answers.ContainsKey(command) || await TakeAsync(reader, stream)),
                    "QUIT" => await AnswerAsync(stream, command, "221 bye") && false,
                    _ => await AnswerAsync(stream, command, "250 2.0.0 fine"),
                };
            }
        }
        catch (IOException)
        {
            // the client left
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream)
    {
        var message = new StringBuilder();
        for (var lines = 0; await reader.ReadLineAsync(_end.Token) is { } line; lines++)
        {
            if (lines == DiesAfterLines)
            {
                return false;
            }

            if (line == ".")
            {
                var alive = await AnswerAsync(stream, ".", "250 2.0.0 taken");
                if (!Answers.ContainsKey("."))
                {
                    Taken.Add(message.ToString());
                }

                return alive;
            }

            message.AppendLine(line);
        }

        return false;
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, string command, string usual)
    {
        if (Waits is { } waits && waits.Command == command)
        {
            Reached.TrySetResult();
            await waits.Until.WaitAsync(_end.Token);
        }

        var answer = Answers.GetValueOrDefault(command, usual);
        if (answer == "hang up")
        {
            return false;
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), _end.Token);
        return true;
    }
}
