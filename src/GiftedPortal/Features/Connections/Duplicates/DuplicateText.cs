namespace GiftedPortal.Features.Connections.Duplicates;

/// <summary>Marks the words about connections that look alike, for customers, and about companies that synced before, for staff.</summary>
public sealed class DuplicateText;
