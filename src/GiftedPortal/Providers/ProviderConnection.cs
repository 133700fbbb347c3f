namespace GiftedPortal.Providers;

/// <summary>What a call to a provider needs: where, and as whom.</summary>
/// <param name="Environment">Name of a configured environment.</param>
/// <param name="ServiceUserId">The service user's id, as typed by the customer (trimmed).</param>
/// <param name="Token">The service user's token.</param>
public sealed record ProviderConnection(string Environment, string ServiceUserId, Secret Token)
{
    /// <summary>The portal's connection that these credentials are typed into: its refused calls are counted together, whatever ids they were made with. Null: there is none.</summary>
    public Guid? ConnectionId { get; init; }
}

/// <summary>A text that must never be shown or logged: printing it gives dots.</summary>
public readonly record struct Secret(string Value)
{
    /// <summary>Dots, whatever the value.</summary>
    public override string ToString() => "•••";
}
