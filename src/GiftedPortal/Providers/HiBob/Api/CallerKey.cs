using System.Security.Cryptography;
using System.Text;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Names by which calls are counted and remembered. One cannot read the credentials out of them.</summary>
internal static class CallerKey
{
    /// <summary>The service user, whatever the token: this one may be stored.</summary>
    public static string OfServiceUser(ProviderConnection connection) => Hash($"{connection.Environment}\n{connection.ServiceUserId}");

    /// <summary>The service user with this very token; for memory only.</summary>
    public static string OfCredentials(ProviderConnection connection) => Hash($"{connection.Environment}\n{connection.ServiceUserId}\n{connection.Token.Value}");

    /// <summary>By which budgets of refused calls a call is counted.</summary>
    public static IReadOnlyList<string> OfBudgets(ProviderConnection connection) =>
        connection.ConnectionId is { } id ? [OfServiceUser(connection), $"connection {id:N}"] : [OfServiceUser(connection)];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
