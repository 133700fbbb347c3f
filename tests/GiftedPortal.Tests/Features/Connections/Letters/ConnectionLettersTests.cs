using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Letters;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Tests.Features.Notifications;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static GiftedPortal.Features.Connections.ConnectionOperation;

namespace GiftedPortal.Tests.Features.Connections.Letters;

public abstract class ConnectionLettersTests<TDatabase> : IClassFixture<TDatabase>, IAsyncDisposable
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);

    private readonly ServiceProvider _services;
    private readonly LetterBench _bench;

    protected ConnectionLettersTests(TDatabase database)
    {
        var protection = new EphemeralDataProtectionProvider();
        var time = new FakeTimeProvider(TestPortal.Start);
        _services = new ServiceCollection()
            .AddPortalDatabase(database.Options)
            .AddSingleton<ISaveChangesInterceptor>(new ConnectionLetters(new Outbox(protection, time), new StaffMailbox(new Recipient("staff@gifted.test"))))
            .BuildServiceProvider();
        var contexts = _services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        _bench = new LetterBench(contexts, new TestPortal(contexts, time: time), protection);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _services.DisposeAsync();
    }

    [Fact]
    public async Task Each_change_of_status_writes_one_letter_to_each_person_concerned_and_none_to_others()
    {
        var id = await ConnectionAsync();
        await ConnectionAsync();

        (await LettersAfterAsync(id, Submit)).Should().Equal("Submitted staff@gifted.test");
        (await LettersAfterAsync(id, Claim)).Should().BeEmpty();
        (await LettersAfterAsync(id, RequestChanges)).Should().Equal("ChangesRequested dana", "ChangesRequested omer");
        (await LettersAfterAsync(id, Submit)).Should().Equal("Submitted staff@gifted.test");
        (await LettersAfterAsync(id, Claim)).Should().BeEmpty();
        (await LettersAfterAsync(id, Approve)).Should().Equal("Approved dana", "Approved omer");
        (await LettersAfterAsync(id, StartFirstSync)).Should().BeEmpty();
        (await LettersAfterAsync(id, GoLive)).Should().Equal("Live dana", "Live omer");
        (await LettersAfterAsync(id, RaiseAttention)).Should().Equal("NeedsAttention dana", "NeedsAttention omer");
        (await LettersAfterAsync(id, GoLive)).Should().Equal("Live dana", "Live omer");
        (await LettersAfterAsync(id, Pause)).Should().Equal("Paused dana", "Paused omer");
        (await LettersAfterAsync(id, Disconnect)).Should().Equal("Disconnected dana", "Disconnected omer");
    }

    [Fact]
    public async Task A_reviewers_reason_reaches_the_customer_and_a_code_does_not()
    {
        var id = await ConnectionAsync();
        await OperateAsync(id, Submit);
        await OperateAsync(id, Claim);
        await OperateAsync(id, RequestChanges, "Please untick Payroll");
        await OperateAsync(id, Submit);
        await OperateAsync(id, Claim);
        await OperateAsync(id, Approve, "fine by me");

        foreach (var letter in await LettersAsync(id))
        {
            using var message = await _bench.Writer.WriteAsync(letter);
            message.TextBody!.Contains("Please untick Payroll", StringComparison.Ordinal).Should().Be(letter.Kind == LetterKind.ChangesRequested);
            message.TextBody.Should().NotContain("fine by me");
        }
    }

    [Fact]
    public async Task Each_member_is_written_to_in_their_language()
    {
        var id = await ConnectionAsync(language: "he");
        await OperateAsync(id, Submit);
        await OperateAsync(id, Claim);
        await OperateAsync(id, Reject, "no");

        (await LettersAsync(id)).Where(letter => letter.Kind == LetterKind.Rejected).OrderBy(letter => letter.ToAddress).Select(letter => letter.Culture).Should().Equal("he", "en");
    }

    [Fact]
    public async Task What_loses_against_a_faster_decision_tells_nobody()
    {
        var id = await ConnectionAsync();
        await OperateAsync(id, Submit);
        await OperateAsync(id, Claim);
        await using var slow = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        var stale = await slow.Set<Connection>().SingleAsync(one => one.Id == id, Stop);
        await OperateAsync(id, Reject, "first");

        var refusal = await slow.CarryOutAsync(stale, Approve, Rita, _bench.Portal.Time.GetUtcNow(), null, Stop);

        refusal.Should().BeOfType<ConnectionRefusal.AlreadyDecided>();
        (await LettersAsync(id)).Select(letter => letter.Kind).Should().NotContain(LetterKind.Approved).And.Contain(LetterKind.Rejected);
    }

    [Fact]
    public async Task A_connection_that_breaks_and_mends_every_hour_writes_no_letter_each_time()
    {
        var id = await LiveAsync();

        (await LettersAfterAsync(id, RaiseAttention)).Should().Equal("NeedsAttention dana", "NeedsAttention omer");
        (await LettersAfterAsync(id, GoLive)).Should().Equal("Live dana", "Live omer");
        for (var hour = 1; hour <= 24; hour++)
        {
            _bench.Portal.Time.Advance(TimeSpan.FromHours(1));
            await OperateAsync(id, RaiseAttention);
            _bench.Portal.Time.Advance(TimeSpan.FromMinutes(20));
            await OperateAsync(id, GoLive);
        }

        // two kinds, a letter of each in six hours at the most, and none that says what is not so any more
        (await SentAsync(id)).Count(letter => letter.Kind is LetterKind.NeedsAttention && letter.ToAddress.StartsWith("dana", StringComparison.Ordinal)).Should().BeInRange(1, 6);
        (await SentAsync(id)).OrderBy(letter => letter.WaitingSince).Last(letter => letter.ToAddress.StartsWith("dana", StringComparison.Ordinal)).Kind.Should().Be(LetterKind.Live);
    }

    [Fact]
    public async Task What_broke_again_soon_is_told_when_the_quiet_period_ends_if_it_is_broken_still()
    {
        var id = await LiveAsync();
        await OperateAsync(id, RaiseAttention);
        await OperateAsync(id, GoLive);
        await OperateAsync(id, RaiseAttention);

        (await SentAsync(id)).Count(letter => letter.Kind is LetterKind.NeedsAttention).Should().Be(2, "one to each member");
        _bench.Portal.Time.Advance(QuietPeriod.Length);

        (await SentAsync(id)).Count(letter => letter.Kind is LetterKind.NeedsAttention).Should().Be(4);
    }

    [Fact]
    public async Task What_mends_within_the_quiet_period_is_not_told_as_broken_at_its_end()
    {
        var id = await LiveAsync();
        foreach (var operation in (ConnectionOperation[])[RaiseAttention, GoLive, RaiseAttention, GoLive])
        {
            await OperateAsync(id, operation);
        }

        _bench.Portal.Time.Advance(QuietPeriod.Length * 2);

        (await SentAsync(id)).Where(letter => letter.ToAddress.StartsWith("dana", StringComparison.Ordinal)).Select(letter => letter.Kind)
            .Should().Equal(LetterKind.Approved, LetterKind.Live, LetterKind.NeedsAttention, LetterKind.Live);
    }

    [Fact]
    public async Task What_a_person_does_is_told_at_once_and_overtakes_what_was_held_back()
    {
        var id = await LiveAsync();
        foreach (var operation in (ConnectionOperation[])[RaiseAttention, GoLive, RaiseAttention])
        {
            await OperateAsync(id, operation);
        }

        (await LettersAfterAsync(id, Pause)).Should().Equal("Paused dana", "Paused omer");
        (await LettersAfterAsync(id, Resume)).Should().Equal("Live dana", "Live omer");
        _bench.Portal.Time.Advance(QuietPeriod.Length * 2);

        (await SentAsync(id)).Count(letter => letter.Kind is LetterKind.NeedsAttention).Should().Be(2);
    }

    [Fact]
    public async Task Of_several_changes_in_one_save_the_last_alone_is_told()
    {
        var id = await ConnectionAsync();
        await using (var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop))
        {
            var connection = await db.Set<Connection>().SingleAsync(one => one.Id == id, Stop);
            foreach (var operation in (ConnectionOperation[])[Submit, Claim, Approve])
            {
                db.Record(connection, operation, Rita, _bench.Portal.Time.GetUtcNow(), null).Should().BeNull();
            }

            await db.SaveChangesAsync(Stop);
        }

        (await LettersAsync(id)).Select(letter => letter.Kind).Should().Equal(LetterKind.Approved, LetterKind.Approved);
    }

    private async Task<Guid> LiveAsync()
    {
        var id = await ConnectionAsync();
        foreach (var operation in (ConnectionOperation[])[Submit, Claim, Approve, StartFirstSync, GoLive])
        {
            await OperateAsync(id, operation);
        }

        _bench.Portal.Time.Advance(QuietPeriod.Length);
        return id;
    }

    // what a person has in the mailbox by now, in this order
    private async Task<List<StoredLetter>> SentAsync(Guid id) =>
        [.. (await LettersAsync(id)).Where(letter => letter.NextAttemptAt <= _bench.Portal.Time.GetUtcNow() && letter.ToAddress != "staff@gifted.test").OrderBy(letter => letter.WaitingSince)];

    private async Task<Guid> ConnectionAsync(string? language = null)
    {
        var now = _bench.Portal.Time.GetUtcNow();
        var (customer, id) = (Guid.NewGuid(), Guid.NewGuid());
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        db.Add(new Customer { Id = customer, Name = $"Company {customer:N}", CreatedAt = now });
        db.Add(new Member { Id = Guid.NewGuid(), CustomerId = customer, Email = $"dana@{customer:N}.test", Language = language });
        db.Add(new Member { Id = Guid.NewGuid(), CustomerId = customer, Email = $"omer@{customer:N}.test" });
        db.Add(new Connection { Id = id, CustomerId = customer, Provider = "scripted", Environment = "Test", GuideVersion = 1, CreatedAt = now });
        await db.SaveChangesAsync(Stop);
        return id;
    }

    private async Task<IEnumerable<string>> LettersAfterAsync(Guid id, ConnectionOperation operation)
    {
        var before = (await LettersAsync(id)).Select(letter => letter.Id).ToHashSet();
        await OperateAsync(id, operation);
        return (await LettersAsync(id)).Where(letter => !before.Contains(letter.Id))
            .Select(letter => $"{letter.Kind} {(letter.ToAddress == "staff@gifted.test" ? letter.ToAddress : letter.ToAddress.Split('@')[0])}").Order();
    }

    private async Task OperateAsync(Guid id, ConnectionOperation operation, string? reason = null)
    {
        _bench.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        var connection = await db.Set<Connection>().SingleAsync(one => one.Id == id, Stop);
        (await db.CarryOutAsync(connection, operation, Rita, _bench.Portal.Time.GetUtcNow(), reason, Stop)).Should().BeNull();
    }

    private async Task<List<StoredLetter>> LettersAsync(Guid id)
    {
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<StoredLetter>().Where(letter => letter.ConnectionId == id).ToListAsync(Stop);
    }
}

public sealed class ConnectionLettersOnSqliteTests(SqliteDatabase database) : ConnectionLettersTests<SqliteDatabase>(database);
