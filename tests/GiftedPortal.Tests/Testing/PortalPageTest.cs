using Bunit;
using Bunit.TestDoubles;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.Together;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace GiftedPortal.Tests.Testing;

/// <summary>Draws pages over the portal's services and a database of the test class' own.</summary>
public abstract class PortalPageTest : BunitContext, IClassFixture<SqliteDatabase>
{
    protected PortalPageTest(SqliteDatabase database)
    {
        Portal = new TestPortal(database.Contexts);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(Portal.Time);
        Services.AddSingleton(Portal.Get<SetupService>());
        Services.AddSingleton(Portal.Get<SetupRooms>());
        Services.AddSingleton(Portal.Get<HandoverService>());
        Services.AddSingleton(Portal.Get<ConnectionService>());
        Services.AddSingleton(Portal.Get<GiftedPortal.Features.Connections.Notes.ReviewNotes>());
        Services.AddSingleton(Portal.Get<PermissionService>());
        Services.AddSingleton(Portal.Get<HrisProviders>());
        Services.AddSingleton(Portal.Get<CredentialReplacement>());
        Services.AddSingleton(Portal.Get<DuplicateService>());
        Services.AddSingleton(Portal.Get<ErasureService>());
        Services.AddSingleton(Portal.Get<ConnectionControl>());
        Services.AddSingleton(ApprovalPolicy.Default);
        Services.AddSingleton(new SyncLogService(database.Contexts, Portal.Get<ConnectionService>(), Portal.Time));
        Services.AddSingleton(Portal.Get<HealthService>());
        Services.AddSingleton<SyncSentences>();
        Services.AddSingleton<ViewerZone>();
        Services.AddScoped<CurrentActor>();
        Authorization = this.AddAuthorization();
    }

    protected TestPortal Portal { get; }

    protected SetupService Setup => Portal.Get<SetupService>();

    protected BunitNavigationManager Navigation => (BunitNavigationManager)Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();

    private BunitAuthorizationContext Authorization { get; }

    protected void SignIn(Actor member)
    {
        Authorization.SetAuthorized(member.Name);
        Authorization.SetClaims(
            new(PortalClaims.Subject, member.Id), new(PortalClaims.Name, member.Name), new(PortalClaims.Customer, member.CustomerId.ToString()!));
    }

    /// <summary>A member of a new customer, signed in.</summary>
    protected async Task<Actor> SignInMemberAsync(bool syncedBefore = false)
    {
        var member = await Portal.MemberAsync(syncedBefore);
        SignIn(member);
        return member;
    }
}
