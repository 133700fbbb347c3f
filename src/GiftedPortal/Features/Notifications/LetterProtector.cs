using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace GiftedPortal.Features.Notifications;

/// <summary>Encrypts what a letter says, since a link may hold a code. Each letter has a purpose of its own, so a body copied to another row does not open.</summary>
internal sealed class LetterProtector(IDataProtectionProvider protection)
{
    private const string Purpose = "GiftedPortal.Notifications.Letter.v1";

    public string Protect(Guid letterId, LetterBody body) => For(letterId).Protect(JsonSerializer.Serialize(body));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring does not know the key: it was lost, or the row is not this letter's.</exception>
    public LetterBody Unprotect(StoredLetter letter) => JsonSerializer.Deserialize<LetterBody>(For(letter.Id).Unprotect(letter.ProtectedBody))!;

    private IDataProtector For(Guid letterId) => protection.CreateProtector(Purpose, letterId.ToString("N"));
}

/// <summary>The encrypted part of a letter.</summary>
internal sealed record LetterBody(LetterContent Content, string Path);
