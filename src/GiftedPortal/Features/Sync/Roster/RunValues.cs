using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>Encrypts what the lines of a run keep of values, all of a person's at once. Each run has a purpose of its own, so a ciphertext copied to another does not open.</summary>
internal sealed class RunValues(IDataProtectionProvider protection, Guid runId)
{
    private readonly IDataProtector _protector = protection.CreateProtector("GiftedPortal.Sync.Values.v1", runId.ToString("N"));

    public byte[] Protect(IReadOnlyList<ValueChange> changes) => _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(changes));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring lost the key, or the line is not this run's.</exception>
    public IReadOnlyList<ValueChange> Unprotect(byte[] values) => JsonSerializer.Deserialize<List<ValueChange>>(_protector.Unprotect(values))!;
}
