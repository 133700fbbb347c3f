using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>
/// The text of a certificate of erasure: always the same English lines, ended by a line feed, in UTF-8 without a mark at the start. Whoever has the
/// file can check it with any SHA-256 tool. Pure.
/// </summary>
public static class CertificateText
{
    /// <summary>What stays, in the certificate's words: the trail of who did what, and figures about nobody.</summary>
    public static IReadOnlyList<string> Kept { get; } =
        [
            "audit trail", "timeline of the connection", "sync runs as counts", "permission checks as outcomes and counts", "who agreed to what and when",
            "that messages were sent and when",
        ];

    /// <summary>The number of a certificate: the day of its completion (UTC) and eight digits.</summary>
    public static string NumberOf(Guid erasureId, DateTimeOffset completedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"GE-{completedAt.UtcDateTime:yyyyMMdd}-{Convert.ToHexString(erasureId.ToByteArray().AsSpan(12))}");

    /// <summary>The text. Nothing that was typed can add a line to it.</summary>
    public static string Write(Erasure erasure, string number, DateTimeOffset completedAt)
    {
        var text = new StringBuilder();
        Line("Gifted Portal: certificate of erasure");
        Line($"number: {number}");
        Line($"company: {CompanyName.Clean(erasure.Company)}");
        Line($"connection: {erasure.ConnectionId:D} ({erasure.Provider}, {erasure.Environment})");
        Line(string.Create(CultureInfo.InvariantCulture, $"requested: {erasure.RequestedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} by {CompanyName.Clean(erasure.RequestedBy)}"));
        Line(string.Create(CultureInfo.InvariantCulture, $"completed: {completedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"));
        foreach (var count in erasure.Counts.OrderBy(count => count.Kind, StringComparer.Ordinal))
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"erased {count.Kind}: {count.Rows}"));
        }

        foreach (var kept in Kept)
        {
            Line($"kept: {kept}");
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    /// <summary>The SHA-256 of a text's bytes, in lower-case hexadecimal.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
