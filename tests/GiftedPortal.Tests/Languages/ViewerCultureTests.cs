using System.Globalization;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Languages;

public sealed class ViewerCultureTests
{
    [Fact]
    public void News_from_somebody_who_reads_another_language_are_told_in_ones_own()
    {
        var heard = new List<string>();
        Speak("he");
        var listener = ViewerCulture.Keep(() => heard.Add(CultureInfo.CurrentUICulture.Name + CultureInfo.CurrentCulture.Name));
        Speak("en");

        listener();

        heard.Should().Equal("hehe");
        CultureInfo.CurrentUICulture.Name.Should().Be("en");
        CultureInfo.CurrentCulture.Name.Should().Be("en");
    }

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
