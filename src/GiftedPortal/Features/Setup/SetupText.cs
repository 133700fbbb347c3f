namespace GiftedPortal.Features.Setup;

/// <summary>Marks the texts of the set-up. The words of a step itself come with its guide.</summary>
public sealed class SetupText;
