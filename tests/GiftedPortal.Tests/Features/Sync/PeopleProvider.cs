using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>Hands out people as a test tells it to: one call, then the people, then what the test wants to happen, then a failure.</summary>
public sealed class PeopleProvider(IHrisProvider inner, TimeProvider time) : IHrisProvider
{
    public List<ProviderPerson> People { get; } = [];

    /// <summary>Reads people in place of <see cref="People"/>.</summary>
    public IHrisProvider? Reader { get; set; }

    /// <summary>The credentials that <see cref="Reader"/> reads with.</summary>
    public ProviderConnection Credentials { get; set; } = Providers.HiBob.BobTesting.Connection;

    public ProviderFailure? Failure { get; set; }

    /// <summary>Awaited before the first person, for the connection that they are read through.</summary>
    public Func<Guid, CancellationToken, Task> BeforePeople { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called before each person.</summary>
    public Action BeforePerson { get; set; } = () => { };

    /// <summary>Awaited after the last person, before the stream ends.</summary>
    public Func<CancellationToken, Task> AfterPeople { get; set; } = _ => Task.CompletedTask;

    public string Key => inner.Key;

    public string Name => inner.Name;

    public SetupGuide Guide => inner.Guide;

    public IReadOnlyList<PermissionRequirement> Permissions => inner.Permissions;

    public IReadOnlyList<string> Environments => inner.Environments;

    public string DefaultEnvironment => inner.DefaultEnvironment;

    public Task<CredentialCheck> CheckCredentialsAsync(ProviderConnection connection, CancellationToken cancellationToken) =>
        inner.CheckCredentialsAsync(connection, cancellationToken);

    public Task<PermissionReport> CheckPermissionsAsync(ProviderConnection connection, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken) =>
        inner.CheckPermissionsAsync(connection, progress, cancellationToken);

    public string? Remedy(PermissionFinding finding, PermissionDialect dialect) => inner.Remedy(finding, dialect);

    public string Remedy(OverGrant overGrant, PermissionDialect dialect) => inner.Remedy(overGrant, dialect);

    public string Use(string key) => inner.Use(key);

    public async IAsyncEnumerable<ProviderPerson> ReadPeopleAsync(
        ProviderConnection connection, Action<ProviderCall> calls, IsUnchanged isUnchanged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Reader is not null)
        {
            await foreach (var person in Reader.ReadPeopleAsync(Credentials, calls, isUnchanged, cancellationToken))
            {
                yield return person;
            }

            yield break;
        }

        calls(new ProviderCall("POST", "/people/search", Failure?.Status ?? 200, time.GetUtcNow(), TimeSpan.FromMilliseconds(20), 1234, 49));
        await BeforePeople(connection.ConnectionId ?? Guid.Empty, cancellationToken);
        foreach (var person in People.ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            BeforePerson();
            var fingerprint = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(person.ToString())).AsSpan(0, 16));
            if (!isUnchanged(Encoding.UTF8.GetBytes(person.Id), fingerprint))
            {
                yield return person with { Fingerprint = fingerprint };
            }
        }

        await AfterPeople(cancellationToken);
        if (Failure is not null)
        {
            throw new ProviderException(Failure);
        }
    }
}
