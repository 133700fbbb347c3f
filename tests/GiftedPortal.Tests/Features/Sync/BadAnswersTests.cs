using System.Net;
using System.Text;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Providers.HiBob;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>What Bob can answer wrong in the middle of a run: the log says so, the roster is as before, and the next run succeeds.</summary>
public abstract class BadAnswersTests<TDatabase> : IClassFixture<TDatabase>, IDisposable
    where TDatabase : class, ITestDatabase
{
    private const int People = 40;

    private readonly BobBody _bob = new();
    private readonly SyncBench _bench;

    protected BadAnswersTests(TDatabase database)
    {
        _bench = new SyncBench(database.Contexts);
        _bench.Provider.Reader = BobTesting.Provider(_bob);
    }

    public void Dispose()
    {
        _bob.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_body_that_ends_at_any_of_a_hundred_places_changes_nobody()
    {
        await SyncedAsync();
        var before = await _bench.RosterAsync();
        _bob.Says(string.Join(',', Enumerable.Range(1, People).Select(number => BobBody.Person(number, "\"surname\":\"Other\","))));
        var whole = _bob.Body;
        for (var place = 0; place < 100; place++)
        {
            _bob.Says(string.Join(',', Enumerable.Range(1, People).Select(number => BobBody.Person(number, "\"surname\":\"Other\","))));
            _bob.Cut(whole.Length * place / 100);

            (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.Nonsense }, "the body ends after {0} %", place);
        }

        (await _bench.RosterAsync()).Should().BeEquivalentTo(before);
        _bob.Says(string.Join(',', Enumerable.Range(1, People).Select(number => BobBody.Person(number, "\"surname\":\"Other\","))));
        (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.Changed, Changed = People });
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_changes_nobody()
    {
        await SyncedAsync();
        _bob.BreaksAfter = _bob.Body.Length / 2;

        await FailsAsync(SyncOutcome.Unreachable, "the connection broke");

        _bob.BreaksAfter = null;
        await SucceedsAsync();
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(300_000, 1)] // two hundred days: Bob's limits are per minute, so nobody waits for that
    public async Task A_limit_that_ends_far_away_is_told_with_the_moment_of_the_next_try_and_changes_nobody(int minutes, int next)
    {
        // on the clock of the test, which the waiting passes on
        _bench.Provider.Reader = BobTesting.Provider(_bob, _bench.Portal.Time);
        await SyncedAsync();
        var now = _bench.Portal.Time.GetUtcNow();
        var end = now.AddMinutes(minutes);
        _bob.Refusal = () => new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Headers = { { "X-RateLimit-Limit", "50" }, { "X-RateLimit-Remaining", "0" }, { "X-RateLimit-Reset", $"{end.ToUnixTimeSeconds()}" } },
        };

        await FailsAsync(SyncOutcome.RateLimited, "/people/search");

        (await _bench.RunsAsync())[^1].RetryAt.Should().BeCloseTo(now.AddMinutes(next), TimeSpan.FromSeconds(90));
        _bob.Refusal = null;
        _bench.Portal.Time.Advance(TimeSpan.FromMinutes(next));
        await SucceedsAsync();
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task An_error_of_Bobs_own_changes_nobody(HttpStatusCode status)
    {
        await SyncedAsync();
        _bob.Refusal = () => new HttpResponseMessage(status);

        await FailsAsync(SyncOutcome.Unreachable, "/people/search");

        _bob.Refusal = null;
        await SucceedsAsync();
    }

    [Fact]
    public async Task A_web_page_in_place_of_people_changes_nobody()
    {
        await SyncedAsync();
        _bob.MediaType = "text/html";
        _bob.Page("<html><body>We are back soon.</body></html>");
        await FailsAsync(SyncOutcome.Nonsense, "not JSON");

        _bob.MediaType = "application/json";
        await FailsAsync(SyncOutcome.Nonsense, "broken JSON");

        Answer();
        await SucceedsAsync();
    }

    [Fact]
    public async Task A_web_page_in_the_middle_of_the_people_changes_nobody()
    {
        await SyncedAsync();
        _bob.Page(Encoding.UTF8.GetString(_bob.Body.AsSpan(0, _bob.Body.Length / 2)) + "<html><body>502 Bad Gateway</body></html>");

        await FailsAsync(SyncOutcome.Nonsense, "broken JSON");

        Answer();
        await SucceedsAsync();
    }

    [Fact]
    public async Task A_text_that_is_not_UTF8_changes_nobody()
    {
        await SyncedAsync();
        var people = Enumerable.Range(1, People).Select(number => BobBody.Person(number)).ToList();
        people[19] = BobBody.Person(20, "\"surname\":\"\u00ff\",");
        _bob.Says(string.Join(',', people));
        _bob.Body.AsSpan().IndexOf("\u00ff"u8).Should().BePositive();
        _bob.Body[_bob.Body.AsSpan().IndexOf("\u00ff"u8)] = 0xFF;

        await FailsAsync(SyncOutcome.Nonsense, "not UTF-8");

        Answer();
        await SucceedsAsync();
    }

    [Fact]
    public async Task People_as_they_were_but_of_another_account_are_noticed()
    {
        await SyncedAsync();
        await _bench.BelongsToAsync("999");

        await FailsAsync(SyncOutcome.OtherAccount, "another account");
    }

    [Fact]
    public async Task A_person_without_an_id_in_the_middle_changes_nobody()
    {
        await SyncedAsync();
        var people = Enumerable.Range(1, People).Select(number => BobBody.Person(number)).ToList();
        people[19] = """{"firstName":"Nobody","surname":"Test"}""";
        _bob.Says(string.Join(',', people));

        await FailsAsync(SyncOutcome.Nonsense, "person 20 of the answer has no id");

        Answer();
        await SucceedsAsync();
    }

    [Fact]
    public async Task Ten_megabytes_in_one_field_change_nobody()
    {
        await SyncedAsync();
        var people = Enumerable.Range(1, People).Select(number => BobBody.Person(number)).ToList();
        people[19] = BobBody.Person(20, $"\"surname\":\"{new string('x', 10 * 1024 * 1024)}\",");
        _bob.Says(string.Join(',', people));

        await FailsAsync(SyncOutcome.Nonsense, "too large");

        Answer();
        await SucceedsAsync();
    }

    [Fact]
    public async Task People_of_another_account_in_the_middle_change_nobody_and_staff_are_told()
    {
        await SyncedAsync();
        var people = Enumerable.Range(1, People).Select(number => BobBody.Person(number)).ToList();
        people[19] = BobBody.Person(20, "\"companyId\":999,");
        _bob.Says(string.Join(',', people));

        await FailsAsync(SyncOutcome.OtherAccount, "another account");
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);

        Answer();
        await SucceedsAsync();
    }

    [Fact]
    public async Task A_person_named_twice_is_told_and_the_first_counts()
    {
        await SyncedAsync();
        _bob.Says(string.Join(',', Enumerable.Range(1, People).Select(number => BobBody.Person(number)).Append(BobBody.Person(7, "\"surname\":\"Other\","))));

        var run = (await _bench.RunAsync())!;

        run.Status.Should().Be(SyncRunStatus.Succeeded);
        (await _bench.EntriesAsync(run)).Should().ContainSingle(entry => entry.Code == SyncEntryCode.NamedTwice && entry.PersonId == "7");
        (await _bench.RosterAsync())["7"].Surname.Should().Be("Test");
    }

    [Fact]
    public async Task Dates_that_nobody_can_read_keep_what_was_read_before_and_are_told()
    {
        await SyncedAsync();
        var before = await _bench.RosterAsync();
        var people = Enumerable.Range(1, People).Select(number => BobBody.Person(number)).ToList();
        people[2] = BobBody.Person(3, "\"/work/startDate\":{\"value\":\"04/05/2020\"},\"/personal/shortBirthDate\":{\"value\":\"1 April\"},");
        _bob.Says(string.Join(',', people));

        var run = (await _bench.RunAsync())!;

        run.Status.Should().Be(SyncRunStatus.Succeeded);
        (await _bench.EntriesAsync(run)).Where(entry => entry.Code == SyncEntryCode.FieldsUnreadable).Should().BeEquivalentTo(
            new[] { new { Fields = PersonFields.StartDate, Detail = "1" }, new { Fields = PersonFields.Birthday, Detail = "1" } });
        (await _bench.RosterAsync())["3"].Should().BeEquivalentTo(new { before["3"].StartDate, before["3"].Birthday });
        Answer();
        await SucceedsAsync();
    }

    private void Answer() => _bob.Says(string.Join(',', Enumerable.Range(1, People).Select(number => BobBody.Person(number))));

    private async Task SyncedAsync()
    {
        Answer();
        await _bench.ApproveAsync();
        (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.FirstRoster, Added = People });
    }

    private async Task FailsAsync(SyncOutcome outcome, string detail)
    {
        var before = await _bench.RosterAsync();
        var run = (await _bench.RunAsync())!;
        run.Outcome.Should().Be(outcome);
        (await _bench.EntriesAsync(run)).Should().ContainSingle(entry => entry.Kind == SyncEntryKind.Error).Which.Detail.Should().Contain(detail);
        (await _bench.RosterAsync()).Should().BeEquivalentTo(before);
    }

    private async Task SucceedsAsync() => (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
}

public sealed class BadAnswersOnSqliteTests(SqliteDatabase database) : BadAnswersTests<SqliteDatabase>(database);
