namespace GiftedPortal.Features.Permissions;

/// <summary>Marks the texts about permissions and verdicts.</summary>
public sealed class PermissionText;
