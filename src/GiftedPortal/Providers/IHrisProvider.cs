namespace GiftedPortal.Providers;

/// <summary>
/// An HR system that a customer can connect: how it is set up, which permissions are needed, and how its people are read.
/// One implementation per vendor, in a folder of its own beside this file.
/// </summary>
public interface IHrisProvider
{
    /// <summary>The key stored with a connection, lower case: <c>hibob</c>.</summary>
    string Key { get; }

    /// <summary>The name in prose, as its customers say it: <c>Bob</c>.</summary>
    string Name { get; }

    /// <summary>The steps that a customer follows.</summary>
    SetupGuide Guide { get; }

    /// <summary>The permissions that a connection needs, in the order in which the guide shows them.</summary>
    IReadOnlyList<PermissionRequirement> Permissions { get; }

    /// <summary>Names of the configured environments (hosts) that a connection may use.</summary>
    IReadOnlyList<string> Environments { get; }

    /// <summary>The environment that a new connection uses.</summary>
    string DefaultEnvironment { get; }

    /// <summary>Asks, with one call that needs no permission, whether the credentials are accepted. Never throws for a failure of the provider.</summary>
    Task<CredentialCheck> CheckCredentialsAsync(ProviderConnection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Checks every permission. <paramref name="progress"/> hears each finding as soon as it is settled; the report repeats them all.
    /// Never throws for a failure of the provider: the findings then say why there is no verdict.
    /// </summary>
    Task<PermissionReport> CheckPermissionsAsync(ProviderConnection connection, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken);

    /// <summary>
    /// The same, knowing what for: what is known to be refused is asked again soon when somebody asks, and seldom otherwise. A provider without such
    /// calls checks as ever.
    /// </summary>
    Task<PermissionReport> CheckPermissionsAsync(
        ProviderConnection connection, CheckOccasion occasion, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken) =>
        CheckPermissionsAsync(connection, progress, cancellationToken);

    /// <summary>Reads everybody whom the credentials may see, as a stream, in the provider's order. <paramref name="calls"/> hears each call made.</summary>
    /// <exception cref="ProviderException">The provider refused, did not answer, or answered nonsense. People already handed out stay handed out.</exception>
    IAsyncEnumerable<ProviderPerson> ReadPeopleAsync(ProviderConnection connection, Action<ProviderCall> calls, CancellationToken cancellationToken) =>
        ReadPeopleAsync(connection, calls, (_, _) => false, cancellationToken);

    /// <summary>The same, without those of whom <paramref name="isUnchanged"/> says that nothing is new. It is asked once for each person, in the provider's order.</summary>
    /// <exception cref="ProviderException">As above.</exception>
    IAsyncEnumerable<ProviderPerson> ReadPeopleAsync(
        ProviderConnection connection, Action<ProviderCall> calls, IsUnchanged isUnchanged, CancellationToken cancellationToken);

    /// <summary>
    /// What the customer does about a finding, in one sentence, in the tenant's own words and the reader's language.
    /// Null when there is nothing to do at the provider: the permission is granted, or there is no verdict.
    /// </summary>
    string? Remedy(PermissionFinding finding, PermissionDialect dialect);

    /// <summary>What the customer does about a category that is visible and not needed, in one sentence in the reader's language.</summary>
    string Remedy(OverGrant overGrant, PermissionDialect dialect);

    /// <summary>What Gifted uses a permission for, in one sentence, in the reader's language.</summary>
    /// <param name="key">Key of a <see cref="PermissionRequirement"/>.</param>
    string Use(string key);
}

/// <summary>Whether nothing is new about a person, asked before anything is made of what the provider showed.</summary>
/// <param name="personId">The person's id, UTF-8.</param>
/// <param name="fingerprint">See <see cref="ProviderPerson.Fingerprint"/>.</param>
public delegate bool IsUnchanged(ReadOnlySpan<byte> personId, Guid fingerprint);

/// <summary>What a check is made for.</summary>
public enum CheckOccasion
{
    /// <summary>Somebody asks for it now.</summary>
    Asked,

    /// <summary>A page that is open looks by itself.</summary>
    Watching,

    /// <summary>The night's check, or the one before a sync.</summary>
    Routine,
}
