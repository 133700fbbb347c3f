using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Notifications.Messages;
using GiftedPortal.Features.Notifications.Sending;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Notifications;

public abstract class LetterSenderTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>, IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly LetterBench _bench = new(database.Contexts);

    public async ValueTask InitializeAsync() => await _bench.EmptyAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_letter_is_sent_once_and_recorded_as_sent()
    {
        var letter = await _bench.AddAsync();

        (await _bench.Node().SendDueAsync(Stop)).Should().Be(1);
        (await _bench.Node().SendDueAsync(Stop)).Should().Be(0);

        _bench.Post.Messages.Should().ContainSingle().Which.To.ToString().Should().Contain("omer@acme.test");
        var sent = await _bench.ReadAsync(letter.Id);
        (sent.State, sent.SentAt, sent.Failure).Should().Be((LetterState.Sent, _bench.Portal.Time.GetUtcNow(), null));
    }

    [Fact]
    public async Task Nodes_that_send_at_the_same_time_send_each_letter_once()
    {
        for (var number = 0; number < 40; number++)
        {
            await _bench.AddAsync(to: $"person{number}@acme.test");
        }

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _bench.Node().SendDueAsync(Stop), Stop)));

        sent.Sum().Should().Be(40);
        _bench.Post.Messages.Select(message => message.To.ToString()).Should().HaveCount(40).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_letter_in_the_hands_of_a_node_is_left_alone_until_that_node_must_be_dead()
    {
        await _bench.AddAsync();
        await _bench.Node().TakeAsync(Stop);

        (await _bench.Node().SendDueAsync(Stop)).Should().Be(0);
        _bench.Portal.Time.Advance(SendingRules.Lease);

        (await _bench.Node().SendDueAsync(Stop)).Should().Be(1);
    }

    [Fact]
    public async Task A_letter_that_may_have_been_sent_already_goes_out_again_as_the_same_message()
    {
        await _bench.AddAsync();
        var lost = (await _bench.Node().TakeAsync(Stop))!;
        using var before = await _bench.Writer.WriteAsync(lost);
        _bench.Portal.Time.Advance(SendingRules.Lease);

        await _bench.Node().SendDueAsync(Stop);

        var again = _bench.Post.Messages.Should().ContainSingle().Subject;
        (again.MessageId, again.Date).Should().Be((before.MessageId, before.Date));
    }

    [Fact]
    public async Task A_letter_is_tried_again_after_growing_pauses_for_24_hours_and_then_given_up()
    {
        var letter = await _bench.AddAsync();
        var start = _bench.Portal.Time.GetUtcNow();
        _bench.Post.Fails = PostFailureKind.NotNow;
        var pauses = new List<double>();

        await _bench.Node().SendDueAsync(Stop);
        for (var stored = await _bench.ReadAsync(letter.Id); stored.State is LetterState.Waiting; stored = await _bench.ReadAsync(letter.Id))
        {
            var now = _bench.Portal.Time.GetUtcNow();
            pauses.Add((stored.NextAttemptAt - now).TotalMinutes);
            _bench.Portal.Time.SetUtcNow(stored.NextAttemptAt);
            await _bench.Node().SendDueAsync(Stop);
        }

        pauses[..9].Should().Equal(1, 2, 4, 8, 16, 32, 64, 128, 240);
        (_bench.Portal.Time.GetUtcNow() - start).Should().Be(TimeSpan.FromHours(24));
        var failed = await _bench.ReadAsync(letter.Id);
        (failed.State, failed.Failure, failed.FailureCode, failed.SentAt).Should().Be((LetterState.Failed, PostFailureKind.NotNow, "451 4.3.0", null));
        _bench.Post.Tries.Should().Be(pauses.Count + 1);
    }

    [Theory]
    [InlineData(PostFailureKind.Recipient)]
    [InlineData(PostFailureKind.Message)]
    public async Task What_was_refused_for_good_is_given_up_at_once(PostFailureKind refusal)
    {
        var letter = await _bench.AddAsync();
        _bench.Post.Fails = refusal;

        await _bench.Node().SendDueAsync(Stop);

        (await _bench.ReadAsync(letter.Id)).State.Should().Be(LetterState.Failed);
    }

    [Fact]
    public async Task A_refused_letter_does_not_hold_up_the_next_but_a_server_in_trouble_is_left_alone()
    {
        await _bench.AddAsync();
        await _bench.AddAsync();
        _bench.Post.Fails = PostFailureKind.Recipient;
        await _bench.Node().SendDueAsync(Stop);
        _bench.Post.Tries.Should().Be(2);
        await _bench.AddAsync();
        await _bench.AddAsync();
        _bench.Post.Fails = PostFailureKind.Unreachable;

        await _bench.Node().SendDueAsync(Stop);

        _bench.Post.Tries.Should().Be(3);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task A_letter_to_what_is_no_address_is_given_up_and_blocks_nobody(string address)
    {
        var bad = await _bench.AddAsync(to: address);
        await _bench.AddAsync();

        (await _bench.Node().SendDueAsync(Stop)).Should().Be(1);

        (await _bench.ReadAsync(bad.Id)).Failure.Should().Be(PostFailureKind.Unreadable);
    }

    [Fact]
    public async Task A_clock_set_back_an_hour_sends_nothing_twice()
    {
        await _bench.AddAsync();
        await _bench.Node().SendDueAsync(Stop);
        var earlier = new TestClock(_bench.Portal.Time.GetUtcNow().AddHours(-1));

        var sender = new LetterSender(database.Contexts, _bench.Writer, _bench.Post, earlier, Microsoft.Extensions.Logging.Abstractions.NullLogger<LetterSender>.Instance);

        (await sender.SendDueAsync(Stop)).Should().Be(0);
    }

    [Fact]
    public async Task Staff_send_a_letter_again_as_a_message_of_its_own_and_the_audit_trail_says_who()
    {
        var letter = await _bench.AddAsync();
        await _bench.Node().SendDueAsync(Stop);

        (await _bench.Service.SendAgainAsync(letter.Id, Olga, Stop)).Should().BeNull();
        (await _bench.Service.SendAgainAsync(letter.Id, Olga, Stop)).Should().Be(ResendRefusal.UnderWay);
        await _bench.Node().SendDueAsync(Stop);

        _bench.Post.Messages.Select(message => message.MessageId).Should().HaveCount(2).And.OnlyHaveUniqueItems();
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        var entry = db.Set<GiftedPortal.Features.Audit.AuditEntry>().Where(one => one.Action == "letter.sent-again").OrderByDescending(one => one.Id).First();
        (entry.ActorId, entry.NewValue).Should().Be((Olga.Id, "Invitation omer@acme.test"));
    }

    [Fact]
    public async Task Of_two_who_send_it_again_at_once_one_does()
    {
        var letter = await _bench.AddAsync();
        await _bench.Node().SendDueAsync(Stop);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _bench.Service.SendAgainAsync(letter.Id, Olga, Stop), Stop)));

        refusals.Count(refusal => refusal is null).Should().Be(1);
        (await _bench.ReadAsync(letter.Id)).Resends.Should().Be(1);
    }

    [Theory]
    [InlineData(StaffRoles.Reviewer)]
    [InlineData(StaffRoles.Auditor)]
    public async Task Only_operators_and_admins_send_again(StaffRoles role)
    {
        var letter = await _bench.AddAsync();
        await _bench.Node().SendDueAsync(Stop);

        (await _bench.Service.SendAgainAsync(letter.Id, TestPortal.Staff("Rita", role), Stop)).Should().Be(ResendRefusal.NotAllowed);
    }

    [Fact]
    public async Task Nobody_but_staff_sees_letters()
    {
        await _bench.AddAsync();

        (await _bench.Service.ListAsync(new LetterQuery(), TestPortal.Stranger, Stop)).Should().BeEmpty();
        (await _bench.Service.ListAsync(new LetterQuery(), Olga, Stop)).Should().ContainSingle();
    }

    [Fact]
    public async Task Filters_and_pages_find_what_they_say()
    {
        var first = await _bench.AddAsync(to: "Omer@Acme.test");
        _bench.Portal.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await _bench.AddAsync(new LetterContent.Nudge("Acme"), "dana@globex.test");
        await _bench.Node().SendDueAsync(Stop);
        _bench.Portal.Time.Advance(TimeSpan.FromSeconds(1));
        var waiting = await _bench.AddAsync(to: "lee@globex.test");

        (await ListAsync(new LetterQuery(To: "ACME"))).Should().Equal(first.Id);
        (await ListAsync(new LetterQuery(Kind: LetterKind.Nudge))).Should().Equal(second.Id);
        (await ListAsync(new LetterQuery(State: LetterState.Waiting))).Should().Equal(waiting.Id);
        (await ListAsync(new LetterQuery(Before: second.Id))).Should().Equal(first.Id);
    }

    private async Task<IEnumerable<Guid>> ListAsync(LetterQuery query) => (await _bench.Service.ListAsync(query, Olga, Stop)).Select(row => row.Letter.Id);

    private sealed class TestClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

public sealed class LetterSenderOnSqliteTests(SqliteDatabase database) : LetterSenderTests<SqliteDatabase>(database);
