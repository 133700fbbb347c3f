using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>One of an invitation's codes. Only the hash is stored; the code itself is in the message that carried it, and nowhere else.</summary>
public sealed class InvitationCode
{
    /// <summary>How many random bytes a code has: 160 bits.</summary>
    public const int Bytes = 20;

    private static readonly int Length = Base64Url.GetEncodedLength(Bytes);

    /// <summary>SHA-256 of the code, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The invitation that it opens.</summary>
    public required Guid InvitationId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A new code.</summary>
    internal static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash to look a code up by; null when the text cannot be a code.</summary>
    internal static string? HashOf(string code) =>
        code.Length == Length ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code))) : null;
}
