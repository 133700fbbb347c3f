using System.Globalization;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Ui;

public sealed class MarkedTests
{
    [Theory]
    [InlineData("he", "יש ללחוץ על Save, ושוב על Save.", "יש ללחוץ על <bdi lang=\"en\" dir=\"ltr\">Save</bdi>, ושוב על <bdi lang=\"en\" dir=\"ltr\">Save</bdi>.")]
    [InlineData("he", "תחת Settings › Account יש לבחור", "תחת <bdi lang=\"en\" dir=\"ltr\">Settings › Account</bdi> יש לבחור")]
    [InlineData("he", "תחת “Whose data can members access?”.", "תחת “<bdi lang=\"en\" dir=\"ltr\">Whose data can members access?</bdi>”.")]
    [InlineData("he", "יש לעבור ל-People’s Data?", "יש לעבור ל-<bdi lang=\"en\" dir=\"ltr\">People&#x2019;s Data</bdi>?")]
    [InlineData("en", "Click Save, then Save again.", "Click Save, then Save again.")]
    [InlineData("en", "דנה לוי sent it to Gifted.", "<bdi lang=\"he\" dir=\"rtl\">דנה לוי</bdi> sent it to Gifted.")]
    public void What_is_in_another_language_says_so(string language, string sentence, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        System.Net.WebUtility.HtmlDecode(Marked.Parts(sentence).Value).Should().Be(System.Net.WebUtility.HtmlDecode(expected));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("he")]
    public void What_a_person_typed_stays_text(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        const string Typed = "מאת <img src=x onerror=\"alert(1)\"> & \"Dana\"";

        var html = Marked.Parts(Typed).Value;

        html.Should().NotContain("<img").And.NotContain("\"alert");
        System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "</?bdi[^>]*>", "")).Should().Be(Typed);
    }

    [Fact]
    public void Nothing_is_nothing() => Marked.Parts(null).Value.Should().BeNullOrEmpty();
}
