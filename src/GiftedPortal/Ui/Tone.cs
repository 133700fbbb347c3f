using MudBlazor;

namespace GiftedPortal.Ui;

/// <summary>How a fact is meant: it decides colour and icon, never the words.</summary>
public enum Tone
{
    /// <summary>Neither good nor bad.</summary>
    Neutral,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Somebody should look at it.</summary>
    Warn,

    /// <summary>Broken or missing.</summary>
    Bad,

    /// <summary>Under way, or worth knowing.</summary>
    Info,
}

internal static class ToneIcons
{
    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Neutral => Icons.Material.Rounded.RemoveCircleOutline,
        Tone.Good => Icons.Material.Rounded.CheckCircle,
        Tone.Warn => Icons.Material.Rounded.WarningAmber,
        Tone.Bad => Icons.Material.Rounded.Cancel,
        Tone.Info => Icons.Material.Rounded.Info,
    };
}
