namespace GiftedPortal.Features.Setup.Handover;

/// <summary>Marks the words about handing over.</summary>
public sealed class HandoverText;
