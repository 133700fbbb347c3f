using GiftedPortal.Data;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.DryRuns;
using GiftedPortal.Features.Connections.Notes;
using GiftedPortal.Features.Approval.Report;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Connections.Letters;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Customers.Viewing;
using GiftedPortal.Features.EvidencePacks;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Permissions.Drift;
using GiftedPortal.Features.Permissions.Live;
using GiftedPortal.Features.Progress;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.Together;
using GiftedPortal.Features.Setup.Typing;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Erasing;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log.Firings;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Secret = GiftedPortal.Providers.Secret;

namespace GiftedPortal.Tests.Testing;

/// <summary>The portal's services over a test database, a clock that stands still and a scripted provider, with builders for what tests need.</summary>
public sealed class TestPortal
{
    /// <summary>What the clock says at first.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public TestPortal(IDbContextFactory<PortalDbContext> contexts, ApprovalPolicy? policy = null, FakeTimeProvider? time = null, IDataProtectionProvider? protection = null)
    {
        Contexts = contexts;
        Time = time ?? new FakeTimeProvider(Start);
        _services = new ServiceCollection()
            .AddSingleton(contexts)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(protection ?? new EphemeralDataProtectionProvider())
            .AddSingleton<IHrisProvider>(Provider)
            .AddSingleton(policy ?? ApprovalPolicy.Default)
            .AddSingleton(new StaffMailbox(new Recipient("staff@gifted.test")))
            .AddSingleton<HrisProviders>()
            .AddSingleton<AuditService>()
            .AddSingleton<Outbox>()
            .AddSingleton<AuditChain>()
            .AddSingleton<InvitationPost>()
            .AddSingleton<InvitationService>()
            .AddSingleton<CustomerService>()
            .AddSingleton<MemberDirectory>()
            .AddSingleton<ConnectionService>()
            .AddSingleton<CredentialProtector>()
            .AddSingleton<CredentialService>()
            .AddSingleton<CredentialReplacement>()
            .AddSingleton<FormerSyncs>()
            .AddSingleton<DuplicateService>()
            .AddSingleton<IEraser, EmployeeEraser>()
            .AddSingleton<IEraser, EntryEraser>()
            .AddSingleton<IEraser, AnswerEraser>()
            .AddSingleton<IEraser, TypedSecretEraser>()
            .AddSingleton<IEraser, HandoverEraser>()
            .AddSingleton<IEraser, LetterEraser>()
            .AddSingleton<IEraser, InvitationEraser>()
            .AddSingleton<ErasureService>()
            .AddSingleton<ErasureScheduler>()
            .AddSingleton<ConnectionControl>()
            .AddLogging()
            .AddSingleton<LiveChecks>()
            .AddSingleton<PermissionService>()
            .AddSingleton<NightlyChecks>()
            .AddSingleton<SetupRooms>()
            .AddSingleton<HandoverEnds>()
            .AddSingleton<HandoverService>()
            .AddSingleton<SetupService>()
            .AddSingleton<ApprovalService>()
            .AddSingleton<ISubmissionListener>(provider => provider.GetRequiredService<ApprovalService>())
            .AddSingleton<ViewingService>()
            .AddSingleton(new NudgePolicy(TimeSpan.FromHours(24)))
            .AddSingleton<ProgressService>()
            .AddSingleton<NudgeService>()
            .AddSingleton<QueueService>()
            .AddSingleton<ReviewService>()
            .AddSingleton<ReviewNotes>()
            .AddSingleton<ReportService>()
            .AddSingleton<DryRunService>()
            .AddSingleton<EvidenceService>()
            .AddSingleton<ClockService>()
            .AddSingleton<ClockScheduler>()
            .AddSingleton(SyncPolicy.Default)
            .AddSingleton<HealthService>()
            .AddSingleton<SyncScheduler>()
            .AddSingleton<BrakeService>()
            .AddSingleton<FiringService>()
            .AddQuartz()
            .AddQuartzExecutionHistory()
            .BuildServiceProvider();
    }

    public IDbContextFactory<PortalDbContext> Contexts { get; }

    /// <summary>Stands still until a test moves it.</summary>
    public FakeTimeProvider Time { get; }

    public ScriptedProvider Provider { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static Actor Staff(string name, StaffRoles roles) => new($"staff-{name}", name, $"{name}@gifted.test", ActorKind.Staff, null, roles);

    public static Actor Stranger { get; } = new("stranger", "Stranger", "stranger@nowhere.test", ActorKind.Stranger, null, StaffRoles.None);

    /// <summary>A member of a new customer with a name of its own.</summary>
    public async Task<Actor> MemberAsync(bool syncedBefore = false, string? company = null)
    {
        var id = Guid.NewGuid();
        await using var db = await Contexts.CreateDbContextAsync(Stop);
        db.Add(new Customer { Id = id, Name = company ?? $"Company {id:N}", SyncedBefore = syncedBefore, CreatedAt = Time.GetUtcNow() });
        await db.SaveChangesAsync(Stop);
        return new Actor($"member-{id:N}", "Mia Member", "mia@company.test", ActorKind.Member, id, StaffRoles.None);
    }

    /// <summary>A connection that a new customer's member has set up with credentials.</summary>
    public async Task<(Actor Member, Guid Id)> ReadyAsync()
    {
        var member = await MemberAsync();
        var setup = await Get<SetupService>().LoadAsync(member, Stop);
        (await Get<CredentialService>().SaveAsync(setup!.Connection.Id, "SERVICE-1", new Secret("token-1"), member, Stop)).Should().BeNull();
        return (member, setup.Connection.Id);
    }

    /// <summary>A submitted connection.</summary>
    public async Task<(Actor Member, Guid Id)> SubmittedAsync()
    {
        var ready = await ReadyAsync();
        (await Get<SetupService>().SubmitAsync(ready.Member, Stop)).Should().BeNull();
        return ready;
    }

    /// <summary>An approved connection that has synced, as far as its status says.</summary>
    public async Task<(Actor Member, Guid Id)> LiveAsync()
    {
        var submitted = await SubmittedAsync();
        (await Get<ApprovalService>().ApproveAsync(submitted.Id, Staff("Rita", StaffRoles.Reviewer), Stop)).Should().BeNull();
        foreach (var operation in (ConnectionOperation[])[ConnectionOperation.StartFirstSync, ConnectionOperation.GoLive])
        {
            (await Get<ConnectionService>().OperateAsync(submitted.Id, operation, Actor.System("sync"), null, Stop)).Should().BeNull();
        }

        return submitted;
    }

    /// <summary>Writes a member down whom <see cref="MemberAsync"/> only made up, with an address of their own.</summary>
    public async Task<string> JoinAsync(Actor member)
    {
        var email = $"{member.Id}@company.test";
        await using var db = await Contexts.CreateDbContextAsync(Stop);
        db.Add(new Member { Id = Guid.NewGuid(), CustomerId = member.CustomerId!.Value, Email = email, Subject = member.Id });
        await db.SaveChangesAsync(Stop);
        return email;
    }

    /// <summary>The letters to an address, oldest first, opened.</summary>
    public async Task<IReadOnlyList<(LetterContent Content, string Path)>> LettersToAsync(string address)
    {
        await using var db = await Contexts.CreateDbContextAsync(Stop);
        var letters = await db.Set<StoredLetter>().Where(letter => letter.ToAddress == address).OrderBy(letter => letter.Id).ToListAsync(Stop);
        var protector = new LetterProtector(Get<IDataProtectionProvider>());
        return [.. letters.Select(letter => protector.Unprotect(letter)).Select(body => (body.Content, body.Path))];
    }

    public async Task<ConnectionStatus> StatusAsync(Guid id)
    {
        await using var db = await Contexts.CreateDbContextAsync(Stop);
        return await db.Set<Connection>().Where(one => one.Id == id).Select(one => one.Status).SingleAsync(Stop);
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditOfAsync(Guid connectionId)
    {
        await using var db = await Contexts.CreateDbContextAsync(Stop);
        return await db.Set<AuditEntry>().Where(entry => entry.ConnectionId == connectionId).OrderBy(entry => entry.Id).ToListAsync(Stop);
    }
}
