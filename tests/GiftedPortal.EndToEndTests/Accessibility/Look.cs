using GiftedPortal.EndToEndTests.Languages;
using Microsoft.Playwright;

namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>One way to look at pages: in a language, light or dark.</summary>
internal sealed record Look(string Language, string Culture, ColorScheme Scheme)
{
    public static readonly IReadOnlyList<Look> All =
    [
        new("en", "c=en-GB|uic=en", ColorScheme.Light), new("en", "c=en-GB|uic=en", ColorScheme.Dark),
        new("he", "c=he-IL|uic=he", ColorScheme.Light), new("he", "c=he-IL|uic=he", ColorScheme.Dark),
        new(PseudoLanguage.Name, $"c={PseudoLanguage.Name}|uic={PseudoLanguage.Name}", ColorScheme.Light),
    ];

    public bool IsPseudo => Language == PseudoLanguage.Name;

    public override string ToString() => $"{Language} {Scheme.ToString().ToLowerInvariant()}";
}

/// <summary>A state of a page to look at.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Ready">Selector of what is there once the page is drawn.</param>
/// <param name="Act">What leads from the page as it opens to the state; must work again and again.</param>
/// <param name="Close">Undoes what would stand in the next page's way.</param>
internal sealed record Stop(string Name, string Address, string Ready, Func<IPage, Task>? Act = null, Func<IPage, Task>? Close = null);

/// <summary>Something wrong with a page.</summary>
internal sealed record Fault(string Kind, string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}
