using System.Globalization;
using System.Text.RegularExpressions;
using GiftedPortal.Tests.Architecture;
using GiftedPortal.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Tests.Languages;

/// <summary>Every text in every language, and nothing that only looks translated.</summary>
public sealed partial class TranslationTests
{
    // names of products and of boxes in Bob, and texts that are holes and signs only
    private static readonly HashSet<string> TheSameInBoth =
    [
        "ShellText: Brand", "StatusText: Party.Gifted", "HiBobText: Box.View", "HiBobText: Box.ViewHistory", "HiBobText: ListSeparator",
        "PermissionText: ListSeparator", "ConnectionText: ListSeparator", "PermissionText: Count", "SyncLogText: Fields.Separator", "SyncRunText: Entry.Failed", "SetupText: Answer.People",
        "ApprovalText: DryRun.Status", "SyncLogText: Gaps.Field", "HealthText: Owner.Gifted", "HealthText: Owner.Provider", "HealthText: Filter.Owner",
        "OfflineText: Copy", "OfflineText: Line.Step", "OfflineText: Line.Body", "OfflineText: Line.Copy", "OfflineText: Line.Box",
    ];

    [Fact]
    public void Every_text_is_translated() =>
        (from resource in TextResource.All
         from key in resource.English.Keys.Except(resource.Hebrew.Keys)
         select $"{resource.Path}: {key} = {resource.English[key]}").ShouldBeNone("each of these is missing from the .he.resx beside it");

    [Fact]
    public void No_translation_outlives_its_text() =>
        (from resource in TextResource.All
         from key in resource.Hebrew.Keys.Except(resource.English.Keys)
         select $"{resource.Path}: {key}").ShouldBeNone();

    [Fact]
    public void A_translation_has_the_holes_of_its_text() =>
        (from both in Pairs()
         where TextResource.Holes(both.English) != TextResource.Holes(both.Hebrew)
         select $"{both.Name}: {both.English} / {both.Hebrew}").ShouldBeNone();

    [Fact]
    public void A_translation_is_Hebrew() =>
        (from both in Pairs()
         where !TheSameInBoth.Contains(both.Name) && !both.Hebrew.Any(letter => letter is >= 'א' and <= 'ת')
         select $"{both.Name}: {both.Hebrew}").ShouldBeNone();

    [Fact]
    public void No_line_ends_between_a_prefix_and_the_word_that_it_belongs_to() =>
        (from both in Pairs()
         where BreakingPrefix().IsMatch(both.Hebrew)
         select $"{both.Name}: {both.Hebrew}").ShouldBeNone("a prefix before a Latin word, a number or a hole is joined by U+2011, at which no line ends");

    [Fact]
    public void What_may_be_the_same_in_both_is_the_same() =>
        TheSameInBoth.Except(Pairs().Where(both => both.Hebrew == both.English).Select(both => both.Name)).ShouldBeNone();

    [Theory]
    [InlineData("en", "Copy")]
    [InlineData("he", "העתקה")]
    public void A_localizer_speaks_the_language_of_the_moment(string language, string expected)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        services.GetRequiredService<IStringLocalizer<UiText>>()["Copy"].Value.Should().Be(expected);
    }

    [GeneratedRegex("[א-ת]-[^א-ת ]*[A-Za-z0-9{]")]
    private static partial Regex BreakingPrefix();

    private static IEnumerable<(string Name, string English, string Hebrew)> Pairs() =>
        from resource in TextResource.All
        from key in resource.English.Keys.Intersect(resource.Hebrew.Keys)
        select ($"{Path.GetFileNameWithoutExtension(resource.Path)}: {key}", resource.English[key], resource.Hebrew[key]);
}
