using Microsoft.AspNetCore.DataProtection;
using Secret = GiftedPortal.Providers.Secret;

namespace GiftedPortal.Features.Connections.Credentials;

/// <summary>Encrypts tokens at rest. Each connection has a purpose of its own, so a ciphertext copied to another row does not open.</summary>
public sealed class CredentialProtector(IDataProtectionProvider protection)
{
    private const string Purpose = "GiftedPortal.Connections.Token.v1";

    /// <summary>The token as stored.</summary>
    public string Protect(Guid connectionId, Secret token) => For(connectionId).Protect(token.Value);

    /// <summary>The token for a call.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring does not know the key: it was lost, or the row is not this connection's.</exception>
    public Secret Unprotect(Guid connectionId, string protectedToken) => new(For(connectionId).Unprotect(protectedToken));

    private IDataProtector For(Guid connectionId) => protection.CreateProtector(Purpose, connectionId.ToString("N"));
}
