using System.Globalization;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Log.Errors;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Tests.Features.Sync.Log;

public sealed class ErrorCatalogueTests
{
    [Fact]
    public void Every_failure_of_a_provider_and_every_end_of_a_run_that_is_no_success_has_an_entry()
    {
        Enum.GetValues<FailureKind>().Should().OnlyContain(kind => ErrorCatalogue.Of(kind).Outcome == SyncOutcomes.Of(kind));
        Enum.GetValues<SyncOutcome>().Where(outcome => ErrorCatalogue.Of(outcome) is null).Should()
            .BeEquivalentTo([SyncOutcome.Running, SyncOutcome.FirstRoster, SyncOutcome.Changed, SyncOutcome.Unchanged]);
    }

    [Fact]
    public void Every_code_of_a_line_is_explained_or_tells_of_nothing_odd() =>
        Enum.GetValues<SyncEntryCode>().Where(code => ErrorCatalogue.Of(code) is null).Should().BeEquivalentTo(
        [
            SyncEntryCode.Called, SyncEntryCode.NewPerson, SyncEntryCode.FieldsChanged, SyncEntryCode.Returned, SyncEntryCode.Terminated, SyncEntryCode.Vanished,
            // says what ended a run, which has an entry of its own
            SyncEntryCode.Failed,
        ]);

    [Fact]
    public void Codes_are_unique_and_found_in_any_case()
    {
        ErrorCatalogue.All.Select(entry => entry.Code).Should().OnlyHaveUniqueItems();
        ErrorCatalogue.Find(" Credentials-Rejected ")!.Outcome.Should().Be(SyncOutcome.CredentialsRejected);
        ErrorCatalogue.Find("nothing").Should().BeNull();
        ErrorCatalogue.Of(FailureKind.Unreachable).Owner.Should().Be(Owner.Provider);
        ErrorCatalogue.Of(SyncOutcome.Brake)!.Owner.Should().Be(Owner.Gifted);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("he")]
    public void Each_entry_says_what_happened_what_helps_and_who_must_act(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var (sentences, owners) = (services.GetRequiredService<IStringLocalizer<SyncRunText>>(), services.GetRequiredService<IStringLocalizer<HealthText>>());

        ErrorCatalogue.All.SelectMany(entry => (LocalizedString[])[sentences[$"{entry.Key}.Means"], sentences[$"{entry.Key}.Act"], owners[$"Owner.{entry.Owner}"]])
            .Where(text => text.ResourceNotFound).Select(text => text.Name).Should().BeEmpty();
    }
}
