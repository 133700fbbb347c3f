namespace GiftedPortal.Providers.HiBob;

/// <summary>Marks <c>HiBobText.resx</c>: the words about Bob.</summary>
internal sealed class HiBobText;
