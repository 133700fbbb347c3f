using System.Security.Cryptography;
using System.Text.Json;

namespace GiftedPortal.Features.Audit;

/// <summary>What a seal binds. Pure.</summary>
internal static class AuditHash
{
    /// <summary>What the first entry is bound to.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>A JSON array, so that no text can pretend to be two fields.</summary>
    public static string Of(string previous, long position, AuditEntry entry)
    {
        object?[] bound =
        [
            previous, position, entry.Id, entry.At.UtcTicks, entry.ActorId, entry.ActorName, entry.Action,
            entry.CustomerId, entry.ConnectionId, entry.OldValue, entry.NewValue, entry.Reason, entry.Origin,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(bound)));
    }
}
