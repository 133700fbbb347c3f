using System.Data.Common;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Audit.Retention;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Audit;

public abstract class AuditChainTests<TDatabase> : IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Adam = TestPortal.Staff("Adam", StaffRoles.Auditor);

    // a database for each test: some break it
    private readonly TDatabase _database;
    private readonly Lazy<TestPortal> _first;

    protected AuditChainTests(TDatabase database)
    {
        _database = database;
        _first = new Lazy<TestPortal>(() => new TestPortal(_database.Contexts));
    }

    private TestPortal Portal => _first.Value;

    private AuditChain Chain => Portal.Get<AuditChain>();

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Two_hundred_decisions_by_two_nodes_leave_a_whole_chain()
    {
        var ids = new List<Guid>();
        for (var number = 0; number < 100; number++)
        {
            // with the same account something would be red, and two approvals right
            Portal.Provider.AccountId = Guid.NewGuid().ToString("N");
            ids.Add((await Portal.SubmittedAsync()).Id);
        }

        var other = new TestPortal(_database.Contexts);
        using var over = new CancellationTokenSource();
        // both nodes seal all the while
        var sealing = new[] { Portal, other }.Select(node => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
                await node.Get<AuditChain>().SealAsync(Stop);
        })).ToList();

        var refusals = await Task.WhenAll(
            from id in ids
            from node in new[] { (Portal, "Rita"), (other, "Sam") }
            select Task.Run(() => node.Item1.Get<ApprovalService>().ApproveAsync(id, TestPortal.Staff(node.Item2, StaffRoles.Reviewer), Stop)));
        await over.CancelAsync();
        await Task.WhenAll(sealing);

        refusals.Count(refusal => refusal is null).Should().Be(100);
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(new { Intact = await db.Set<AuditEntry>().LongCountAsync(Stop), Broken = (AuditBreak?)null });
    }

    [Theory]
    [InlineData("UPDATE \"AuditEntries\" SET \"NewValue\" = 'forged' WHERE \"Id\" = {0}", AuditBreak.Altered, 0)]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Id\" = {0}", AuditBreak.EntryMissing, 0)]
    [InlineData("DELETE FROM \"AuditSeals\" WHERE \"EntryId\" = {0}", AuditBreak.SealMissing, 1)]
    public async Task Whoever_gets_past_the_triggers_is_found_at_the_first_entry_touched(string sql, AuditBreak broken, int after)
    {
        await Portal.SubmittedAsync();
        await Portal.SubmittedAsync();
        await Chain.SealAsync(Stop);
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        var seals = await db.Set<AuditSeal>().OrderBy(seal => seal.Position).ToListAsync(Stop);

        await db.Database.ExecuteSqlRawAsync(sql, [seals[2].EntryId], Stop);

        (await Chain.VerifyAsync(Adam, Stop)).Should().BeEquivalentTo(new { Intact = 2, Broken = broken, seals[2 + after].EntryId });
    }

    [Theory]
    [InlineData("UPDATE \"AuditEntries\" SET \"NewValue\" = 'forged'")]
    [InlineData("DELETE FROM \"AuditEntries\"")]
    [InlineData("UPDATE \"AuditSeals\" SET \"Hash\" = 'forged'")]
    [InlineData("DELETE FROM \"AuditSeals\"")]
    public async Task The_database_refuses_to_change_what_was_recorded(string sql)
    {
        await Portal.SubmittedAsync();
        await Chain.SealAsync(Stop);
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        await AuditTriggers.CreateAsync(db, AuditRetention.Default, Stop);
        await AuditTriggers.CreateAsync(db, AuditRetention.Default, Stop); // as at the second start

        await FluentActions.Awaiting(() => db.Database.ExecuteSqlRawAsync(sql, Stop)).Should().ThrowAsync<DbException>().WithMessage("*append-only*");
        await Portal.SubmittedAsync();

        (await Chain.VerifyAsync(Adam, Stop))!.Broken.Should().BeNull();
    }

    [Fact]
    public async Task Only_auditors_and_admins_verify()
    {
        (await Chain.VerifyAsync(TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop)).Should().BeNull();
        (await Chain.VerifyAsync(TestPortal.Staff("Ada", StaffRoles.Admin), Stop)).Should().NotBeNull();
    }
}

public sealed class AuditChainOnSqliteTests() : AuditChainTests<SqliteDatabase>(new SqliteDatabase());
