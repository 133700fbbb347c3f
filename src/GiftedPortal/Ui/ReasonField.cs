namespace GiftedPortal.Ui;

/// <summary>Whether a confirmation asks why.</summary>
public enum ReasonField
{
    /// <summary>No reason field.</summary>
    None,

    /// <summary>A reason may be given.</summary>
    Optional,

    /// <summary>Nothing happens without a reason.</summary>
    Required,
}
