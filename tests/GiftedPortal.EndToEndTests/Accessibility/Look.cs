using GiftedPortal.EndToEndTests.Languages;
using Microsoft.Playwright;

namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>A language to look at pages in; where it is a real one, light first and then dark.</summary>
internal sealed record Look(string Language, string Culture)
{
    public static readonly IReadOnlyList<Look> All =
    [
        new("en", "c=en-GB|uic=en"),
        new("he", "c=he-IL|uic=he"),
        new(PseudoLanguage.Name, $"c={PseudoLanguage.Name}|uic={PseudoLanguage.Name}"),
    ];

    public bool IsPseudo => Language == PseudoLanguage.Name;
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
