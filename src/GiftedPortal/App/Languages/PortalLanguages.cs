using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace GiftedPortal.App.Languages;

/// <summary>The languages that the portal speaks, and in which country's manner each writes dates and numbers.</summary>
internal static class PortalLanguages
{
    // the first of a language is its manner when a browser names no country that is here
    private static readonly CultureInfo[] Manners =
        [.. new[] { "en-GB", "en-US", "en-IL", "en-IE", "en-CA", "en-AU", "he-IL" }.Select(CultureInfo.GetCultureInfo)];

    /// <summary>The languages in which every text exists, in the order in which they are offered.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [.. Manners.Select(LanguageOf).Distinct()];

    /// <summary>A request is answered in the language that the person chose, else in the best that the browser asks for, else in English.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = Written(Manners[0]);
        options.SupportedCultures = [.. Manners];
        options.SupportedUICultures = [.. All];
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new BrowserLanguage()];
    }

    /// <summary>The language of this name, such as <c>he</c>; null when the portal does not speak it.</summary>
    public static CultureInfo? Find(string? name) => All.FirstOrDefault(language => language.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What fits best of what a browser asks for; null when the portal speaks none of it.</summary>
    /// <param name="asked">Names of cultures, the dearest first.</param>
    public static RequestCulture? Best(IEnumerable<string> asked) => asked.Select(MannerOf).OfType<CultureInfo>().Select(Written).FirstOrDefault();

    /// <summary>This language, in the manner of the country that the browser names, if it names one.</summary>
    /// <param name="language">One of <see cref="All"/>.</param>
    /// <param name="asked">Names of cultures, the dearest first.</param>
    public static RequestCulture In(CultureInfo language, IEnumerable<string> asked) =>
        Written(asked.Append(language.Name).Select(MannerOf).OfType<CultureInfo>().First(manner => LanguageOf(manner).Equals(language)));

    private static CultureInfo? MannerOf(string asked) =>
        Array.Find(Manners, manner => manner.Name.Equals(asked, StringComparison.OrdinalIgnoreCase))
        ?? Array.Find(Manners, manner => manner.TwoLetterISOLanguageName.Equals(asked.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    private static RequestCulture Written(CultureInfo manner) => new(manner, LanguageOf(manner));

    private static CultureInfo LanguageOf(CultureInfo manner) => CultureInfo.GetCultureInfo(manner.TwoLetterISOLanguageName);
}
