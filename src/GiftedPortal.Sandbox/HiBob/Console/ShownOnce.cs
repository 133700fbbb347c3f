using System.Collections.Concurrent;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Carries new credentials from the form that made them to the page that shows them, without an address or a cookie learning the
/// token. The page that asks first gets them, nobody after it.</summary>
internal sealed class ShownOnce
{
    private readonly ConcurrentDictionary<string, ServiceUserCredentials> _waiting = new();

    public void Keep(ServiceUserCredentials credentials) => _waiting[credentials.Id] = credentials;

    public ServiceUserCredentials? Take(string serviceUserId) => _waiting.TryRemove(serviceUserId, out var credentials) ? credentials : null;
}
