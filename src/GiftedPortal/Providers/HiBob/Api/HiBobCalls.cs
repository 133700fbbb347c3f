using GiftedPortal.Providers.HiBob.Checks;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>The call that both the credential check and the full check begin with.</summary>
internal static class HiBobCalls
{
    /// <summary>Reads the tenant's fields; needs nothing but valid credentials.</summary>
    /// <exception cref="ProviderException">Bob refused, did not answer, or answered something else.</exception>
    public static async Task<TenantFields> ReadFieldsAsync(
        this HiBobClient client, ProviderConnection connection, CallPlace? place, Action<ProviderCall> calls, CancellationToken cancellationToken)
    {
        await using var reply = await client.SendAsync(HiBobCall.Fields, connection, place, calls, cancellationToken);
        return await reply.ReadFieldsAsync(cancellationToken);
    }

    /// <summary>Reads the tenant's fields out of the reply.</summary>
    /// <exception cref="ProviderException">The body broke off, or is something else.</exception>
    public static async Task<TenantFields> ReadFieldsAsync(this HiBobReply reply, CancellationToken cancellationToken)
    {
        using var json = await reply.ReadDocumentAsync(cancellationToken);
        return TenantFields.Read(json.RootElement) ?? throw HiBobFailures.Nonsense(HiBobCall.Fields, "the answer is not a list of fields");
    }
}
