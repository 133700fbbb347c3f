namespace GiftedPortal.Features.Connections;

/// <summary>Why a connection needs attention, as kept with its event: a code, and the permissions concerned.</summary>
/// <param name="Code">One of the constants here, or a sync's outcome.</param>
/// <param name="Keys">Keys of permissions; empty when none is concerned.</param>
public sealed record AttentionReason(string Code, IReadOnlyList<string> Keys)
{
    /// <summary>The provider does not accept the credentials any more.</summary>
    public const string CredentialsRejected = nameof(CredentialsRejected);

    /// <summary>Permissions that a sync needs are gone.</summary>
    public const string PermissionLost = nameof(PermissionLost);

    /// <summary>Nobody is visible any more.</summary>
    public const string AudienceLost = nameof(AudienceLost);

    private const string BeforeKeys = ": ";
    private const string BetweenKeys = ", ";

    /// <summary>A permission check found it, so a check that finds nothing of the kind ends it.</summary>
    public bool IsFoundByChecks => Code is CredentialsRejected or PermissionLost or AudienceLost;

    /// <summary>Reads what an event keeps; any other text is a code without permissions.</summary>
    public static AttentionReason Parse(string text) => text.Split(BeforeKeys, 2) is [var code, var keys]
        ? new AttentionReason(code, keys.Split(BetweenKeys))
        : new AttentionReason(text, []);

    /// <inheritdoc />
    public override string ToString() => Keys.Count == 0 ? Code : string.Concat(Code, BeforeKeys, string.Join(BetweenKeys, Keys));
}
