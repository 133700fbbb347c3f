namespace GiftedPortal.App;

/// <summary>Marks the texts of the shell: navigation, user menu, error pages, reconnecting.</summary>
public sealed class ShellText;
