namespace GiftedPortal.Features.Connections;

/// <summary>Marks the words for a connection: statuses, operations, who must act, refusals. Customers and staff read the same ones.</summary>
public sealed class ConnectionText;
