namespace GiftedPortal.Features.Customers;

/// <summary>Marks the texts about customers and their members.</summary>
public sealed class CustomerText;
