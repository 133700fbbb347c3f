using GiftedPortal.Providers;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>
/// Bob, whose permissions were checked a moment ago. The check before a run has a benchmark of its own, so that this one measures what reading, comparing and writing cost.
/// </summary>
internal sealed class CheckedProvider(IHrisProvider inner) : IHrisProvider
{
    public string Key => inner.Key;

    public string Name => inner.Name;

    public SetupGuide Guide => inner.Guide;

    public IReadOnlyList<PermissionRequirement> Permissions => inner.Permissions;

    public IReadOnlyList<string> Environments => inner.Environments;

    public string DefaultEnvironment => inner.DefaultEnvironment;

    public Task<CredentialCheck> CheckCredentialsAsync(ProviderConnection connection, CancellationToken cancellationToken) => inner.CheckCredentialsAsync(connection, cancellationToken);

    public Task<PermissionReport> CheckPermissionsAsync(ProviderConnection connection, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(new PermissionReport(
            new CredentialCheck(null),
            [.. Permissions.Select(permission => new PermissionFinding(permission.Key, new PermissionOutcome.Judged(Verdict.Granted), permission.Category, Evidence.None))],
            new Audience(true, 1, new Dictionary<string, int>()), PermissionDialect.Category, null, [], TimeSpan.Zero));

    public IAsyncEnumerable<ProviderPerson> ReadPeopleAsync(
        ProviderConnection connection, Action<ProviderCall> calls, IsUnchanged isUnchanged, CancellationToken cancellationToken) =>
        inner.ReadPeopleAsync(connection, calls, isUnchanged, cancellationToken);

    public string? Remedy(PermissionFinding finding, PermissionDialect dialect) => inner.Remedy(finding, dialect);

    public string Remedy(OverGrant overGrant, PermissionDialect dialect) => inner.Remedy(overGrant, dialect);

    public string Use(string key) => inner.Use(key);
}
