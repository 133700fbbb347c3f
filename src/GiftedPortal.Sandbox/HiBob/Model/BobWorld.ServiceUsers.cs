using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GiftedPortal.Sandbox.HiBob.Model;

public sealed partial class BobWorld
{
    /// <summary>Every id this world has drawn. An id of a deleted service user is never given again: calls and faults are remembered by it.</summary>
    private readonly ConcurrentDictionary<string, bool> _drawnIds = new(StringComparer.Ordinal);

    /// <summary>Connects the Service Users tile of the Integrations page. Does nothing where it is connected.</summary>
    public void ConnectServiceUsers(long companyId) => Change(companyId, settings => settings with { ServiceUsersConnected = true });

    /// <summary>Creates a service user without any permission.</summary>
    /// <returns>Its id and token. The token cannot be read again.</returns>
    public ServiceUserCredentials CreateServiceUser(long companyId, string name, string displayName)
    {
        string id;
        do
        {
            id = string.Create(CultureInfo.InvariantCulture, $"SERVICE-{RandomNumberGenerator.GetInt32(10_000, 100_000)}");
        }
        while (FindServiceUser(id) is not null || !_drawnIds.TryAdd(id, true));
        return AddServiceUser(companyId, new(id, NewToken()), name, displayName);
    }

    /// <summary>Adds a service user whose id and token are known beforehand, for demonstrations and tests.</summary>
    public ServiceUserCredentials AddServiceUser(long companyId, ServiceUserCredentials credentials, string name, string displayName)
    {
        var now = _time.GetUtcNow();
        Change(companyId, settings => settings with
        {
            ServiceUsers = settings.ServiceUsers.Add(new(credentials.Id, name, displayName, Hash(credentials.Token), now, now)),
        });
        return credentials;
    }

    /// <summary>Makes a new token. The old one stops working at once.</summary>
    public ServiceUserCredentials RefreshToken(long companyId, string serviceUserId)
    {
        var credentials = new ServiceUserCredentials(serviceUserId, NewToken());
        Change(companyId, settings =>
        {
            var user = Existing(settings, serviceUserId);
            var refreshed = user with { TokenHash = Hash(credentials.Token), TokenCreatedAt = _time.GetUtcNow() };
            return settings with { ServiceUsers = settings.ServiceUsers.Replace(user, refreshed) };
        });
        return credentials;
    }

    /// <summary>Removes the service user, from its groups as well, and what was to go wrong for it.</summary>
    public void DeleteServiceUser(long companyId, string serviceUserId)
    {
        Change(companyId, settings => settings with
        {
            ServiceUsers = settings.ServiceUsers.Remove(Existing(settings, serviceUserId)),
            Groups = [.. settings.Groups.Select(group => group with
            {
                Members = group.Members with { ServiceUserIds = group.Members.ServiceUserIds.Remove(serviceUserId) },
            })],
        });
        _faults.TryRemove((companyId, serviceUserId), out _);
    }

    /// <summary>The company and service user whose id that is, whatever the token; null where there is none.</summary>
    internal (Tenant Tenant, ServiceUser User)? FindServiceUser(string serviceUserId)
    {
        foreach (var tenant in Tenants)
        {
            if (SettingsOf(tenant.CompanyId).FindServiceUser(serviceUserId) is { } user)
                return (tenant, user);
        }

        return null;
    }

    /// <summary>The company and service user that these credentials belong to, or null where they are wrong.</summary>
    internal (Tenant Tenant, ServiceUser User)? Authenticate(string serviceUserId, string token) =>
        FindServiceUser(serviceUserId) is { } found
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(found.User.TokenHash), Encoding.ASCII.GetBytes(Hash(token)))
            ? found
            : null;

    private static ServiceUser Existing(CompanySettings settings, string serviceUserId) =>
        settings.FindServiceUser(serviceUserId) ?? throw new KeyNotFoundException($"There is no service user {serviceUserId}.");

    private static string NewToken() =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40);

    // A token is 40 random characters, so a plain hash is as good as a slow one.
    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
