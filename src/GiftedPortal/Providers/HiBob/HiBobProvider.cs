using System.Runtime.CompilerServices;
using GiftedPortal.Providers.HiBob.Api;
using GiftedPortal.Providers.HiBob.Checks;
using GiftedPortal.Providers.HiBob.People;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Providers.HiBob;

/// <summary>Bob by HiBob.</summary>
internal sealed class HiBobProvider(
    HiBobClient client, CheckTools tools, AcceptedCredentials accepted, ListNamesReader lists, IOptions<HiBobOptions> options, IStringLocalizer<HiBobText> texts, HiBobRemedies remedies)
    : IHrisProvider
{
    public string Key => "hibob";

    public string Name => "Bob";

    public SetupGuide Guide { get; } = HiBobSetupGuide.Create(texts);

    public IReadOnlyList<PermissionRequirement> Permissions { get; } = [.. HiBobPermissions.All.Select(permission => permission.Requirement)];

    public IReadOnlyList<string> Environments => [.. options.Value.Environments.Keys];

    public string DefaultEnvironment => options.Value.DefaultEnvironment;

    public async Task<CredentialCheck> CheckCredentialsAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            accepted.Remember(connection, ProbePlan.For(await client.ReadFieldsAsync(connection, null, _ => { }, cancellationToken)));
            return new CredentialCheck(null);
        }
        catch (ProviderException exception)
        {
            return new CredentialCheck(exception.Failure);
        }
    }

    public Task<PermissionReport> CheckPermissionsAsync(ProviderConnection connection, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken) =>
        CheckPermissionsAsync(connection, CheckOccasion.Asked, progress, cancellationToken);

    public Task<PermissionReport> CheckPermissionsAsync(
        ProviderConnection connection, CheckOccasion occasion, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken) =>
        new HiBobCheck(tools, connection, occasion, progress).RunAsync(cancellationToken);

    public async IAsyncEnumerable<ProviderPerson> ReadPeopleAsync(
        ProviderConnection connection,
        Action<ProviderCall> calls,
        IsUnchanged isUnchanged,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await lists.ReadAsync(connection, calls, cancellationToken);
        await using var reply = await client.SendAsync(PersonPlan.Call, connection, calls, cancellationToken);
        var people = new PersonReader(names, isUnchanged);
        var reader = new EmployeesReader(PersonPlan.CreateTree(), people);
        bool more;
        do
        {
            more = await reply.ReadAsync(reader, cancellationToken);
            foreach (var person in people.Ready)
                yield return person;
            people.Ready.Clear();
        }
        while (more);
    }

    public string? Remedy(PermissionFinding finding, PermissionDialect dialect) => remedies.For(finding, dialect);

    public string Remedy(OverGrant overGrant, PermissionDialect dialect) => remedies.For(overGrant, dialect);

    public string Use(string key) => texts[$"{key}.Use"];
}
