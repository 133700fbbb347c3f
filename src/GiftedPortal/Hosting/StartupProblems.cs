using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Hosting;

/// <summary>Turns what keeps the portal from starting into sentences for whoever starts it.</summary>
internal static class StartupProblems
{
    /// <summary>The exit code for a wrong configuration (<c>EX_CONFIG</c> of sysexits.h).</summary>
    public const int ExitCode = 78;

    /// <summary>Prints each problem on a line of its own.</summary>
    public static int Print(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return ExitCode;
    }

    /// <summary>The sentences behind an exception, or none when it is not a matter of configuration.</summary>
    public static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        StartupException startup => startup.Problems,
        OptionsValidationException validation => [.. validation.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Of(inner).Count > 0) =>
            [.. several.InnerExceptions.SelectMany(inner => Of(inner))],
        IOException { InnerException: AddressInUseException or SocketException } io => [AddressSentence(io.Message)],
        InvalidDataException { InnerException: FormatException format } file => [$"{file.Message.TrimEnd('.')}: {format.Message.TrimEnd('.')}. Mend the file."],
        SocketException { SocketErrorCode: SocketError.AccessDenied } socket => [AddressSentence(socket.Message)],
        _ => [],
    };

    private static string AddressSentence(string message) =>
        $"{message.TrimEnd('.')}. Stop the program that uses it, or choose another address with --urls (portal) or Sandbox:Urls (sandbox).";
}

/// <summary>The portal cannot start; each problem is a sentence that names what to change.</summary>
/// <param name="problems">The sentences.</param>
internal sealed class StartupException(params IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
