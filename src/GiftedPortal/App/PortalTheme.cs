using MudBlazor;

namespace GiftedPortal.App;

/// <summary>Gifted's look: ribbon red leads, deep teal answers, on warm paper or on night blue. Every text pair keeps a contrast of at least 4.5 to 1.</summary>
internal static class PortalTheme
{
    // system fonts: nothing to download, and every script a customer writes in is covered
    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Noto Sans Hebrew", "Liberation Sans", "sans-serif"];

    /// <summary>By day; and, as the same text, all that does not depend on the light.</summary>
    public static readonly MudTheme Theme = In(":root");

    /// <summary>By night: js/viewer.js says on the root element which of the two it is, so that switching needs no server.</summary>
    public static readonly MudTheme Dark = In(":root[data-theme=dark]");

    private static MudTheme In(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = "#B92F55", PrimaryContrastText = "#FFFFFF",
            Secondary = "#0F6668", SecondaryContrastText = "#FFFFFF",
            Success = "#1B7340", SuccessContrastText = "#FFFFFF",
            Warning = "#8A5300", WarningContrastText = "#FFFFFF",
            Error = "#B3261E", ErrorContrastText = "#FFFFFF",
            Info = "#1F5FA8", InfoContrastText = "#FFFFFF",
            Background = "#FAF7F4", BackgroundGray = "#F1ECE7", Surface = "#FFFFFF",
            AppbarBackground = "#FFFFFF", AppbarText = "#22262A",
            TextPrimary = "#22262A", TextSecondary = "#5A6169", TextDisabled = "#8A9097",
            ActionDefault = "#5A6169", LinesDefault = "#E3DCD5", LinesInputs = "#8C8780", TableLines = "#E9E3DD", Divider = "#E3DCD5",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#FF8FA8", PrimaryContrastText = "#3A0716",
            Secondary = "#6FD1CB", SecondaryContrastText = "#04211F",
            Success = "#7BD69A", SuccessContrastText = "#05230F",
            Warning = "#F0C063", WarningContrastText = "#2B1B00",
            Error = "#FF9A8C", ErrorContrastText = "#3A0703",
            Info = "#8FC4FF", InfoContrastText = "#04203F",
            Background = "#14191C", BackgroundGray = "#11161A", Surface = "#1D2429",
            AppbarBackground = "#1D2429", AppbarText = "#ECEFF1",
            TextPrimary = "#ECEFF1", TextSecondary = "#A9B3BA", TextDisabled = "#7C878E",
            ActionDefault = "#A9B3BA", LinesDefault = "#343E45", LinesInputs = "#7C878E", TableLines = "#2B343A", Divider = "#343E45",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", AppbarHeight = "60px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.55", LetterSpacing = "normal" },
            H1 = Heading<H1Typography>("1.75rem", "1.2"),
            H2 = Heading<H2Typography>("1.375rem", "1.3"),
            H3 = Heading<H3Typography>("1.125rem", "1.4"),
            H4 = Heading<H4Typography>("1rem", "1.5"),
            H5 = Heading<H5Typography>("1rem", "1.5"),
            H6 = Heading<H6Typography>("1rem", "1.5"),
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.55", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "0.9375rem", FontWeight = "600", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = "0.8125rem", LineHeight = "1.45", LetterSpacing = "normal" },
        },
    };

    private static T Heading<T>(string size, string lineHeight) where T : BaseTypography, new() =>
        new() { FontFamily = Fonts, FontSize = size, FontWeight = "650", LineHeight = lineHeight, LetterSpacing = "-0.01em" };
}
