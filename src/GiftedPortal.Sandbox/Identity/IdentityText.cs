namespace GiftedPortal.Sandbox.Identity;

/// <summary>Marks the texts of the sign-in provider's pages.</summary>
public sealed class IdentityText;
