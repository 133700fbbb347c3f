namespace GiftedPortal.Features.Setup.Offline;

/// <summary>Marks the words of the printed checklist.</summary>
public sealed class OfflineText;
