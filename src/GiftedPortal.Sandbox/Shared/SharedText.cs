namespace GiftedPortal.Sandbox.Shared;

/// <summary>Marks the texts of the pages that all parts of the sandbox share.</summary>
public sealed class SharedText;
