using GiftedPortal.App;
using MudBlazor;
using MudBlazor.Utilities;

namespace GiftedPortal.Tests.App;

public class PortalThemeTests
{
    public static TheoryData<string> Palettes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Every_text_stands_out_from_what_it_is_written_on(string name)
    {
        Palette palette = name == "light" ? PortalTheme.Theme.PaletteLight : PortalTheme.Theme.PaletteDark;
        MudColor[] inks = [palette.TextPrimary, palette.TextSecondary, palette.Primary, palette.Secondary, palette.Success, palette.Warning, palette.Error, palette.Info];
        MudColor[] papers = [palette.Background, palette.Surface, palette.BackgroundGray];
        var written = inks.SelectMany(ink => papers.Select(paper => (ink, paper))).Concat(
        [
            (palette.PrimaryContrastText, palette.Primary), (palette.SecondaryContrastText, palette.Secondary), (palette.SuccessContrastText, palette.Success),
            (palette.WarningContrastText, palette.Warning), (palette.ErrorContrastText, palette.Error), (palette.InfoContrastText, palette.Info),
            (palette.AppbarText, palette.AppbarBackground),
        ]);

        written.Should().AllSatisfy(pair => Contrast(pair.Item1, pair.Item2).Should().BeGreaterThanOrEqualTo(4.5, "{0} on {1}", pair.Item1, pair.Item2));
    }

    // contrast ratio of WCAG 2.2
    private static double Contrast(MudColor one, MudColor other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(MudColor colour) => 0.2126 * Linear(colour.R) + 0.7152 * Linear(colour.G) + 0.0722 * Linear(colour.B);

    private static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.03928 ? c / 12.92 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);
}
