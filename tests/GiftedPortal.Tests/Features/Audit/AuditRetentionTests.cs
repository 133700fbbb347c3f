using System.Data.Common;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Audit.Retention;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace GiftedPortal.Tests.Features.Audit;

/// <summary>The end of seven years: what was kept long enough goes, the chain goes on, and nothing else can be removed.</summary>
public abstract class AuditRetentionTests<TDatabase> : IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Adam = TestPortal.Staff("Adam", StaffRoles.Auditor);

    // a database for each test: some break it
    private readonly TDatabase _database;
    private readonly Lazy<TestPortal> _first;

    protected AuditRetentionTests(TDatabase database)
    {
        _database = database;
        _first = new Lazy<TestPortal>(() => new TestPortal(_database.Contexts));
    }

    private TestPortal Portal => _first.Value;

    private AuditChain Chain => Portal.Get<AuditChain>();

    // the real clock: the pauses between batches pass by themselves
    private AuditTrimmer Trimmer => new(Portal.Contexts, AuditRetention.Default, TimeProvider.System, NullLogger<AuditTrimmer>.Instance);

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_kept_for_seven_years_goes_in_batches_and_the_chain_goes_on_from_the_cut()
    {
        await WriteAsync(1100, yearsAgo: 8);
        await Portal.SubmittedAsync();
        await ProtectAsync();
        await Chain.SealAsync(Stop);
        var left = await CountAsync() - 1100;

        (await Trimmer.TrimAsync(Stop)).Should().Be(1100);

        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(
            new { Intact = left + 1, Broken = (AuditBreak?)null, Cut = new { Position = 1100 } }, "all that is left, and the entry that tells of the cut");
        (await Trimmer.TrimAsync(Stop)).Should().Be(0);
        await Portal.SubmittedAsync();
        (await Chain.VerifyAsync(Adam, Stop))!.Broken.Should().BeNull();
    }

    [Fact]
    public async Task A_trail_of_which_nothing_is_young_goes_on_from_the_cut()
    {
        await WriteAsync(5, yearsAgo: 8);
        await ProtectAsync();
        await Chain.SealAsync(Stop);

        (await Trimmer.TrimAsync(Stop)).Should().Be(5);

        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(new { Intact = 1, Broken = (AuditBreak?)null });
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<AuditSeal>().SingleAsync(Stop)).Position.Should().Be(6);
    }

    [Fact]
    public async Task What_a_crash_left_behind_the_cut_is_removed_the_next_time_and_is_not_missed_before()
    {
        await WriteAsync(5, yearsAgo: 8);
        await ProtectAsync();
        await Chain.SealAsync(Stop);
        await using (var db = await Portal.Contexts.CreateDbContextAsync(Stop))
        {
            var fifth = await db.Set<AuditSeal>().SingleAsync(seal => seal.Position == 5, Stop);
            var cut = new AuditCut { Position = 5, Hash = fifth.Hash, Before = AuditRetention.Default.EndAt(TimeProvider.System.GetUtcNow()) };
            db.AddRange(cut, cut.ToldBy(TestPortal.Start));
            await db.SaveChangesAsync(Stop);
        }

        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(new { Intact = 1, Broken = (AuditBreak?)null });
        (await Trimmer.TrimAsync(Stop)).Should().Be(5);
        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(new { Intact = 1, Broken = (AuditBreak?)null });
    }

    [Fact]
    public async Task A_chain_that_is_broken_is_not_cut_which_would_hide_it()
    {
        await WriteAsync(5, yearsAgo: 8);
        await Chain.SealAsync(Stop);
        await ExecuteAsync("UPDATE \"AuditEntries\" SET \"NewValue\" = 'forged' WHERE \"Id\" = (SELECT \"EntryId\" FROM \"AuditSeals\" WHERE \"Position\" = 3)");

        (await Trimmer.TrimAsync(Stop)).Should().Be(0);

        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(new { Intact = 2, Broken = AuditBreak.Altered });
    }

    [Fact]
    public async Task A_beginning_that_was_cut_off_without_a_word_is_found()
    {
        await Portal.SubmittedAsync();
        await Chain.SealAsync(Stop);
        await ExecuteAsync("INSERT INTO \"AuditCuts\" (\"Position\", \"Hash\", \"Before\") SELECT 2, \"Hash\", (SELECT \"At\" FROM \"AuditEntries\" WHERE \"Id\" = \"EntryId\") FROM \"AuditSeals\" WHERE \"Position\" = 2");
        await ExecuteAsync("DELETE FROM \"AuditEntries\" WHERE \"Id\" IN (SELECT \"EntryId\" FROM \"AuditSeals\" WHERE \"Position\" <= 2)");
        await ExecuteAsync("DELETE FROM \"AuditSeals\" WHERE \"Position\" <= 2");

        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(new { Intact = await CountAsync(), Broken = AuditBreak.CutUntold });
    }

    [Theory]
    [InlineData("DELETE FROM \"AuditEntries\"")]
    [InlineData("DELETE FROM \"AuditSeals\"")]
    [InlineData("DELETE FROM \"AuditSeals\" WHERE \"Position\" <= 2")]
    [InlineData("DELETE FROM \"AuditCuts\"")]
    [InlineData("UPDATE \"AuditCuts\" SET \"Position\" = 3")]
    [InlineData("INSERT INTO \"AuditCuts\" (\"Position\", \"Hash\", \"Before\") SELECT 3, 'forged', \"Before\" FROM \"AuditCuts\"")]
    public async Task The_database_lets_nothing_go_that_is_young_or_not_before_a_cut(string sql)
    {
        await WriteAsync(2, yearsAgo: 8);
        await WriteAsync(2, yearsAgo: 1);
        await Chain.SealAsync(Stop);
        await ProtectAsync();
        // a cut that reaches to a young entry
        await ExecuteAsync("INSERT INTO \"AuditCuts\" (\"Position\", \"Hash\", \"Before\") SELECT 3, \"Hash\", (SELECT \"At\" FROM \"AuditEntries\" WHERE \"Id\" = \"EntryId\") FROM \"AuditSeals\" WHERE \"Position\" = 3");

        await FluentActions.Awaiting(() => ExecuteAsync(sql)).Should().ThrowAsync<DbException>().WithMessage("*append-only*");

        (await CountAsync()).Should().Be(4);
        await ExecuteAsync("DELETE FROM \"AuditEntries\" WHERE \"Id\" IN (SELECT \"EntryId\" FROM \"AuditSeals\" WHERE \"Position\" <= 2)");
        (await CountAsync()).Should().Be(2);
    }

    private async Task WriteAsync(int entries, int yearsAgo)
    {
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        var at = TimeProvider.System.GetUtcNow().AddYears(-yearsAgo);
        db.AddRange(Enumerable.Range(0, entries).Select(number => AuditEntry.Of(Adam, at.AddSeconds(number), "test.old", null, newValue: $"{number}")));
        await db.SaveChangesAsync(Stop);
    }

    private async Task ProtectAsync()
    {
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        await AuditTriggers.CreateAsync(db, AuditRetention.Default, Stop);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        await db.Database.ExecuteSqlRawAsync(sql, Stop);
    }

    private async Task<long> CountAsync()
    {
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<AuditEntry>().LongCountAsync(Stop);
    }
}

public sealed class AuditRetentionOnSqliteTests() : AuditRetentionTests<SqliteDatabase>(new SqliteDatabase());
