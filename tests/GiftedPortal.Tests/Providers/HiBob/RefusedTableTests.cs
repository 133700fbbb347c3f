using System.Net;
using GiftedPortal.Providers;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>What checks do about tables that were refused: five refusals are all that a service user has in ten minutes.</summary>
public sealed class RefusedTableTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] Histories = ["work.history", "employment.history", "lifecycle.history"];

    private readonly FakeBob _bob = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly IHrisProvider _provider;

    public RefusedTableTests() => _provider = BobTesting.Provider(_bob, _time);

    public void Dispose() => _bob.Dispose();

    [Fact]
    public async Task An_hour_of_looking_and_pressing_with_three_refused_tables_always_judges_the_sections_and_never_cools_down()
    {
        Untick("work", "employment", "lifecycle");
        for (var look = 0; look < 240; look++)
        {
            Tick(look % 2 == 0, "home");
            var report = await CheckAsync(look % 10 == 0 ? CheckOccasion.Asked : CheckOccasion.Watching);

            report.Word("home.view").Should().Be(look % 2 == 0 ? "Granted" : "Missing");
            report.Words(Histories).Should().OnlyContain(word => word == "Missing");
            _time.Advance(TimeSpan.FromSeconds(15));
        }

        Refusals().Should().BeGreaterThan(6).And.BeLessThanOrEqualTo(4 * 6, "a watched page asks again, at most four times in ten minutes");
    }

    [Fact]
    public async Task A_refusal_that_is_not_repeated_stands_with_its_evidence_and_its_time()
    {
        Untick("work", "employment", "lifecycle");
        await CheckAsync(CheckOccasion.Asked);
        _time.Advance(TimeSpan.FromSeconds(15));

        var later = await CheckAsync(CheckOccasion.Watching);

        later.Calls.Should().HaveCount(2);
        later.Finding("work.history").Outcome.Word.Should().Be("Missing");
        later.Finding("work.history").Evidence.Should().BeEquivalentTo(
            new Evidence("GET /bulk/people/work", 403, [], [], 3) { AskedAt = Start });
    }

    [Fact]
    public async Task A_table_whose_sections_were_ticked_is_asked_at_once_even_by_itself()
    {
        Untick("work", "employment", "lifecycle");
        await CheckAsync(CheckOccasion.Asked);
        Tick(true, "employment");
        _bob.Histories.Add("employment");

        var report = await CheckAsync(CheckOccasion.Watching);

        report.Words(["employment.view", "employment.history", "work.history"]).Should().Equal("Granted", "Granted", "Missing");
        Refusals().Should().Be(3);
    }

    [Fact]
    public async Task Whoever_ticks_all_histories_and_presses_the_button_sees_them_all_at_once()
    {
        Untick("work", "employment", "lifecycle");
        await CheckAsync(CheckOccasion.Asked);
        _bob.Histories.UnionWith(["work", "employment", "lifecycle"]); // without their sections

        (await CheckAsync(CheckOccasion.Asked)).Words(Histories).Should().OnlyContain(word => word == "Granted");
    }

    [Fact]
    public async Task When_the_last_spare_place_is_spent_the_line_says_from_when_it_is_asked_again()
    {
        Untick("work", "employment", "lifecycle");
        await CheckAsync(CheckOccasion.Asked);
        await CheckAsync(CheckOccasion.Asked);

        var third = await CheckAsync(CheckOccasion.Asked);

        third.Finding("employment.history").Evidence.AgainAt.Should().Be(Start.AddMinutes(10));
        third.Word("home.view").Should().Be("Granted");
        Refusals().Should().Be(4);
    }

    [Fact]
    public async Task Within_ten_minutes_each_asking_takes_the_table_refused_longest_ago_and_stops_at_a_refusal()
    {
        Untick("work", "employment");
        await CheckAsync(CheckOccasion.Asked);
        var asked = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            _bob.Requests.Clear();
            await CheckAsync(CheckOccasion.Asked);
            asked.Add(_bob.Requests.Single(request => request.PathAndQuery.Contains("bulk", StringComparison.Ordinal) && !request.PathAndQuery.Contains("lifecycle", StringComparison.Ordinal)).PathAndQuery);
        }

        asked.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(CheckOccasion.Asked)]
    [InlineData(CheckOccasion.Watching)]
    [InlineData(CheckOccasion.Routine)]
    public async Task A_regained_history_shows_in_the_first_check_after_ten_minutes_whichever_of_the_refused_tables_it_is(CheckOccasion occasion)
    {
        foreach (var regained in (string[])["work", "employment", "lifecycle"])
        {
            Untick("work", "employment", "lifecycle");
            (await CheckAsync(occasion)).Words(Histories).Should().OnlyContain(word => word == "Missing");
            _time.Advance(TimeSpan.FromMinutes(10));
            _bob.Histories.Add(regained); // without its sections: the search shows nothing of it

            var report = await CheckAsync(occasion);

            report.Words(Histories).Should().BeEquivalentTo("Granted", "Missing", "Missing");
            report.Word($"{regained}.history").Should().Be("Granted");
            report.Calls.Should().HaveCountLessThanOrEqualTo(5);
            _time.Advance(TimeSpan.FromMinutes(10));
        }
    }

    [Fact]
    public async Task The_checks_before_syncs_ask_for_every_refused_table_and_cost_three_refusals_each()
    {
        Untick("work", "employment", "lifecycle");
        for (var check = 1; check <= 8; check++)
        {
            (await CheckAsync(CheckOccasion.Routine)).Words(Histories).Should().OnlyContain(word => word == "Missing");
            Refusals().Should().Be(3 * check);
            _time.Advance(TimeSpan.FromMinutes(15));
        }
    }

    [Fact]
    public async Task A_refusal_does_not_stand_for_a_missing_permission_while_the_search_is_in_trouble()
    {
        Untick("work", "employment", "lifecycle");
        await CheckAsync(CheckOccasion.Asked);
        _bob.Instead[FakeBob.Search] = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

        (await CheckAsync(CheckOccasion.Watching)).Words(Histories).Should().OnlyContain(word => word == "Unreachable");
    }

    [Fact]
    public async Task A_refusal_of_a_time_when_nobody_was_visible_is_not_taken_for_a_missing_permission()
    {
        _bob.Statuses.Clear();
        await CheckAsync(CheckOccasion.Asked);
        _bob.Statuses.AddRange(["Employed", "Employed"]);
        _bob.Instead["/v1/bulk/people/work"] = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

        var report = await CheckAsync(CheckOccasion.Watching);

        report.Words(Histories).Should().BeEquivalentTo("Unreachable", "Granted", "Granted");
    }

    [Fact]
    public async Task A_refused_search_is_repeated_by_itself_every_five_minutes_and_at_once_when_somebody_asks()
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json("{}", HttpStatusCode.Forbidden);
        await CheckAsync(CheckOccasion.Asked);
        _bob.Requests.Clear();

        var watched = await CheckAsync(CheckOccasion.Watching);
        _bob.Instead.Clear();
        var asked = await CheckAsync(CheckOccasion.Asked);

        watched.Finding("home.view").Evidence.AskedAt.Should().Be(Start);
        PermissionCheckTests.Provable(watched).Should().OnlyContain(word => word == "Inconclusive" || word == "Granted");
        PermissionCheckTests.Provable(asked).Should().OnlyContain(word => word == "Granted");
    }

    private Task<PermissionReport> CheckAsync(CheckOccasion occasion) => _provider.CheckPermissionsAsync(BobTesting.Connection, occasion, null, Stop);

    private int Refusals() => _bob.Refusals;

    private void Untick(params string[] categories)
    {
        _bob.Sections.ExceptWith(categories);
        _bob.Histories.ExceptWith(categories);
    }

    private void Tick(bool ticked, string category)
    {
        if (ticked)
            _bob.Sections.Add(category);
        else
            _bob.Sections.Remove(category);
    }
}
