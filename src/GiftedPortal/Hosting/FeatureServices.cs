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
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions.Budget;
using GiftedPortal.Features.Permissions.Drift;
using GiftedPortal.Features.Progress;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.Together;
using GiftedPortal.Features.Setup.Typing;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GiftedPortal.Hosting;

/// <summary>Registers the features' services. All are singletons: they hold no state but a context factory.</summary>
internal static class FeatureServices
{
    public static void AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddDataProtection().SetApplicationName("GiftedPortal").PersistKeysToDbContext<PortalDbContext>();
        services.AddSingleton<HrisProviders>();
        services.AddNotifications(configuration);
        services.AddAudit(configuration);
        services.AddSingleton<InvitationPost>();
        services.AddSingleton<InvitationService>();
        services.AddSingleton<CodeThrottle>();
        services.AddSingleton<InvitationGate>();
        services.AddSingleton<ViewingService>();
        services.AddSingleton<CustomerService>();
        services.AddSingleton<MemberDirectory>();
        services.AddSingleton<MemberLanguages>();
        services.AddSingleton<ConnectionService>();
        services.AddOwnConnection();
        services.AddSingleton<ISaveChangesInterceptor, ConnectionLetters>();
        services.AddSingleton<CredentialProtector>();
        services.AddSingleton<CredentialService>();
        services.AddSingleton<CredentialReplacement>();
        services.AddSingleton<FormerSyncs>();
        services.AddSingleton<DuplicateService>();
        services.AddErasure();
        services.AddSingleton<IEraser, LetterEraser>();
        services.AddSingleton<IFailedCallBudget, SharedFailedCallBudget>();
        services.AddSingleton<ICallNotes, SharedCallNotes>();
        services.AddPermissions();
        services.AddSingleton<SetupRooms>();
        services.AddSingleton<HandoverEnds>();
        services.AddSingleton<HandoverService>();
        services.AddSingleton<SetupService>();
        services.AddSingleton<IEraser, AnswerEraser>();
        services.AddSingleton<IEraser, TypedSecretEraser>();
        services.AddSingleton<IEraser, HandoverEraser>();
        services.AddSingleton<ApprovalService>();
        services.AddSingleton<ISubmissionListener>(provider => provider.GetRequiredService<ApprovalService>());
        services.AddSingleton<QueueService>();
        services.AddSingleton<ReviewService>();
        services.AddSingleton<ReviewNotes>();
        services.AddSingleton<ReportService>();
        services.AddSingleton<DryRunService>();
        services.AddSingleton<EvidenceService>();
        services.AddApprovalClock(configuration);
        services.AddSync(configuration);
        services.AddSingleton<ConnectionControl>();
        services.AddProgress(configuration);
    }
}
