namespace GiftedPortal.Ui;

/// <summary>Marks the texts of the shared components.</summary>
public sealed class UiText;
