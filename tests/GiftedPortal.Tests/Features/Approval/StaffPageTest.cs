using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Audit.Retention;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Progress;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Tests.Features.Notifications;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace GiftedPortal.Tests.Features.Approval;

/// <summary>A page for staff over the real services and a database of its own; a reviewer looks at it until a test says who else does.</summary>
public abstract class StaffPageTest : UiTest, IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private readonly BunitAuthorizationContext _viewer;

    protected StaffPageTest() => _viewer = AddAuthorization();

    protected TestPortal Portal { get; private set; } = null!;

    protected static Actor Rita { get; } = TestPortal.Staff("Rita", StaffRoles.Reviewer);

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        Portal = new TestPortal(_database.Contexts);
        Services.AddSingleton<TimeProvider>(Portal.Time);
        Services.AddSingleton(Portal.Get<QueueService>());
        Services.AddSingleton(Portal.Get<ReviewService>());
        Services.AddSingleton(Portal.Get<HealthService>());
        Services.AddSingleton(Portal.Get<ApprovalService>());
        Services.AddSingleton(Portal.Get<GiftedPortal.Features.Connections.Notes.ReviewNotes>());
        Services.AddSingleton(Portal.Get<GiftedPortal.Features.Approval.Report.ReportService>());
        Services.AddSingleton(Portal.Get<GiftedPortal.Features.Approval.DryRuns.DryRunService>());
        Services.AddSingleton(Portal.Get<PermissionService>());
        Services.AddSingleton(Portal.Get<ConnectionService>());
        Services.AddSingleton(Portal.Get<CustomerService>());
        Services.AddSingleton(Portal.Get<InvitationService>());
        Services.AddSingleton(Portal.Get<ProgressService>());
        Services.AddSingleton(Portal.Get<FormerSyncs>());
        Services.AddSingleton(new NudgePolicy(TimeSpan.FromHours(24)));
        Services.AddSingleton(Portal.Get<AuditService>());
        Services.AddSingleton(Portal.Get<AuditChain>());
        Services.AddSingleton(AuditRetention.Default);
        Services.AddSingleton(Portal.Get<SyncScheduler>());
        Services.AddSingleton(new LetterBench(_database.Contexts, Portal).Service);
        Services.AddScoped<CurrentActor>();
        SignIn(Rita, Policies.Staff, Policies.Approve);
        Render<MudPopoverProvider>();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected void SignIn(Actor actor, params string[] policies)
    {
        _viewer.SetAuthorized(actor.Name).SetPolicies(policies);
        _viewer.SetClaims(
        [
            new Claim(PortalClaims.Subject, actor.Id),
            new Claim(PortalClaims.Name, actor.Name),
            .. Enum.GetValues<StaffRoles>().Where(role => role is not (StaffRoles.None or StaffRoles.Any) && actor.HasAny(role)).Select(role => new Claim(PortalClaims.Role, role.ToString())),
        ]);
    }
}
