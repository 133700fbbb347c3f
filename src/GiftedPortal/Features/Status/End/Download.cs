using System.Text;
using System.Text.Json;
using GiftedPortal.Features.Connections.Erasure;

namespace GiftedPortal.Features.Status.End;

/// <summary>A certificate as a file that the browser makes from the page itself: there is no second address whose access would have to be guarded.</summary>
internal static class Download
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The very bytes that the checksum is of.</summary>
    public static string Text(string text) => Of("text/plain;charset=utf-8", Encoding.UTF8.GetBytes(text));

    public static string Json(Erasure erasure) => Of("application/json", JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            erasure.Number,
            erasure.Company,
            erasure.ConnectionId,
            erasure.Provider,
            erasure.Environment,
            RequestedAt = erasure.RequestedAt.ToUniversalTime(),
            erasure.RequestedBy,
            CompletedAt = erasure.CompletedAt?.ToUniversalTime(),
            Erased = erasure.Counts.OrderBy(count => count.Kind, StringComparer.Ordinal).ToDictionary(count => count.Kind, count => count.Rows),
            CertificateText.Kept,
            erasure.Text,
            Sha256 = CertificateText.Sha256(erasure.Text ?? ""),
        },
        Readable));

    private static string Of(string type, byte[] bytes) => $"data:{type};base64,{Convert.ToBase64String(bytes)}";
}
