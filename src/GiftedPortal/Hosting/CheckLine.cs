using System.Text.Json;
using GiftedPortal.Providers;

namespace GiftedPortal.Hosting;

/// <summary>The lines that the command <c>check</c> reads and writes.</summary>
internal static class CheckLine
{
    /// <summary>Reads <c>{"id":"…","token":"…"}</c>; null when the line is something else.</summary>
    public static ProviderConnection? Parse(string line, string environment)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Text(json.RootElement, "id") is { } id && Text(json.RootElement, "token") is { } token
                ? new ProviderConnection(environment, id.Trim(), new Secret(token.Trim()))
                : null;
        }
        catch (JsonException)
        {
            return null; // its message may quote the token
        }
    }

    /// <summary>One check's result; no token in it.</summary>
    public static string Result(string id, PermissionReport report) => JsonSerializer.Serialize(new
    {
        id,
        credentials = report.Credentials.Accepted ? "Accepted" : Word(report.Credentials.Failure!.Kind).ToString(),
        verdicts = report.Findings.ToDictionary(finding => finding.Key, finding => finding.Outcome.Word),
        audience = report.Audience.ByStatus,
        calls = report.Calls.Count,
        ms = (long)report.Duration.TotalMilliseconds,
    });

    /// <summary>What stands in the place of a result for a line that could not be read. The line itself may hold a token and is not repeated.</summary>
    public static string Error(int line) => JsonSerializer.Serialize(new
    {
        error = "not of the form {id, token}",
        line,
    });

    private static NoVerdict Word(FailureKind kind) => kind switch
    {
        FailureKind.CredentialsRejected => NoVerdict.CredentialsRejected,
        FailureKind.RateLimited => NoVerdict.RateLimited,
        FailureKind.Blocked => NoVerdict.Blocked,
        FailureKind.Unreachable or FailureKind.Nonsense => NoVerdict.Unreachable,
        FailureKind.Forbidden => NoVerdict.NotChecked, // accepted: has no word among the failures
    };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()
            : null;
}
