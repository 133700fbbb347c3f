using System.Reflection;
using GiftedPortal.Data;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.DryRuns;
using GiftedPortal.Features.Connections.Notes;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Customers.Viewing;
using GiftedPortal.Features.EvidencePacks;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Log.Values;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Architecture;
using GiftedPortal.Tests.Features.Notifications;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features;

/// <summary>Staff who look at a customer's pages try every operation there is: each is refused, and not a row changes.</summary>
public sealed class ViewerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Name = "Acme of viewers";

    // what only reads, or what jobs and services call after the right was asked for
    private static readonly string[] Others =
    [
        "ApprovalService.ListAsync", "AuditChain.VerifyAsync", "AuditService.ListAsync", "AuditService.RecordExportAsync", "AuditService.RecordRefusedAsync",
        "CheckKeeper.KeepAsync", "ConnectionService.FindAsync", "ConnectionService.ListAsync", "ConnectionService.OfMemberAsync", "ConnectionService.TimelineAsync",
        "CredentialReplacement.FindAsync", "CredentialService.OpenAsync", "CustomerService.ListAsync", "DuplicateService.FindAsync", "DuplicateService.ReviewAsync",
        "ErasureService.OfMemberAsync", "HandoverService.ListAsync", "LetterService.ListAsync", "PermissionService.CatchUpAsync", "PermissionService.ConfirmationsAsync",
        "PermissionService.HistoryAsync", "PermissionService.LatestAsync", "PermissionService.WatchAsync", "ProgressService.ListAsync", "QueueService.ListAsync",
        "QueueService.NeighboursAsync", "ReportService.ReadAsync", "ReviewNotes.ListAsync", "ReviewService.FindAsync", "RunLifecycle.BeginAsync", "SetupService.LoadAsync", "SetupService.TypedAsync",
        "SyncLogService.CountNewerAsync", "SyncLogService.DaysAsync", "SyncLogService.EntriesAsync", "SyncLogService.FindRunAsync", "SyncLogService.KnowsSomeNamesAsync", "SyncLogService.KnowsSomeNamesOfRunAsync", "SyncLogService.ListRunsAsync", "SyncLogService.OpenRunAsync", "SyncLogService.RecordExportAsync", "SyncLogService.SummaryAsync",
        "HealthService.ListAsync", "HealthService.OfAsync", "RunGapService.OfAsync", "RunHistoryService.AttemptsAsync", "RunHistoryService.BandAsync", "RunValueService.MaskedAsync", "TimelineService.ReadAsync", "FiringService.ReadAsync",
        "SyncService.RunAsync", "ViewingService.EndAsync", "ViewingService.IsOpenAsync",
    ];

    // true: refused
    private static readonly Dictionary<string, Func<TestPortal, Case, Task<bool>>> Operations = new()
    {
        ["SetupService.FinishAsync"] = async (portal, on) => await portal.Get<SetupService>().FinishAsync("first", true, on.Viewer, Stop) is not null,
        ["SetupService.AnswerAsync"] = async (portal, on) => await portal.Get<SetupService>().AnswerAsync(SetupAnswers.CompanyName, "X", on.Viewer, Stop) is not null,
        ["SetupService.TypeAsync"] = async (portal, on) =>
            await portal.Get<SetupService>().TypeAsync(SetupAnswers.Token, new Secret("token-9"), on.Viewer, Stop) is not null
            && await portal.Get<SetupService>().TypeAsync(SetupAnswers.CompanyName, new Secret("X"), on.Viewer, Stop) is not null,
        ["SetupService.TakeOverAsync"] = async (portal, on) => await portal.Get<SetupService>().TakeOverAsync(on.Viewer, Stop) is not null,
        ["SetupService.SaveCredentialsAsync"] = async (portal, on) => (await portal.Get<SetupService>().SaveCredentialsAsync("SERVICE-9", new Secret("token-9"), on.Viewer, Stop)).Refusal is not null,
        ["SetupService.CheckCredentialsAsync"] = async (portal, on) => await portal.Get<SetupService>().CheckCredentialsAsync(on.Viewer, Stop) is null,
        ["SetupService.TryEnvironmentAsync"] = async (portal, on) => await portal.Get<SetupService>().TryEnvironmentAsync(portal.Provider.Environments[^1], on.Viewer, Stop) is null,
        ["SetupService.SubmitAsync"] = async (portal, on) => await portal.Get<SetupService>().SubmitAsync(on.Viewer, Stop) is not null,
        ["HandoverService.GiveAsync"] = async (portal, on) => await portal.Get<HandoverService>().GiveAsync(new NewHandover("second", "x@company.test", ""), on.Viewer, Stop) is not null,
        ["HandoverService.TakeBackAsync"] = async (portal, on) => await portal.Get<HandoverService>().TakeBackAsync(on.Handover, on.Viewer, Stop) is not null,
        ["HandoverService.GiveBackAsync"] = async (portal, on) => await portal.Get<HandoverService>().GiveBackAsync(on.Handover, on.Viewer, Stop) is not null,
        ["CredentialService.SaveAsync"] = async (portal, on) => await portal.Get<CredentialService>().SaveAsync(on.Id, "SERVICE-9", new Secret("token-9"), on.Viewer, Stop) is not null,
        ["CredentialReplacement.SaveAsync"] = async (portal, on) => await portal.Get<CredentialReplacement>().SaveAsync(on.Id, "SERVICE-9", new Secret("another-token-1"), on.Viewer, Stop) is not null,
        ["CredentialReplacement.TryAsync"] = async (portal, on) => await portal.Get<CredentialReplacement>().TryAsync(on.Id, on.Viewer, null, Stop) is null,
        ["CredentialReplacement.SwitchAsync"] = async (portal, on) => await portal.Get<CredentialReplacement>().SwitchAsync(on.Id, on.Pending, on.Viewer, Stop) is not null,
        ["CredentialReplacement.CancelAsync"] = async (portal, on) => await portal.Get<CredentialReplacement>().CancelAsync(on.Id, on.Viewer, Stop) is not null,
        ["PermissionService.CheckAsync"] = async (portal, on) => await portal.Get<PermissionService>().CheckAsync(on.Id, on.Viewer, null, Stop) is null,
        ["PermissionService.LookAsync"] = async (portal, on) => await portal.Get<PermissionService>().LookAsync(on.Id, on.Viewer, Stop) is null,
        ["PermissionService.ConfirmAsync"] = async (portal, on) => await portal.Get<PermissionService>().ConfirmAsync(on.Id, "two.history", true, on.Viewer, Stop) is not null,
        ["ConnectionService.OperateAsync"] = async (portal, on) => await RefusesAllAsync(Enum.GetValues<ConnectionOperation>(), operation => portal.Get<ConnectionService>().OperateAsync(on.Id, operation, on.Viewer, "x", Stop)),
        ["ConnectionService.UseEnvironmentAsync"] = async (portal, on) => await portal.Get<ConnectionService>().UseEnvironmentAsync(on.Id, "Other", on.Viewer, Stop) is not null,
        ["ConnectionService.StartAgainAsync"] = async (portal, on) => await portal.Get<ConnectionService>().StartAgainAsync(on.Viewer, Stop) is not null,
        ["ConnectionControl.PauseAsync"] = async (portal, on) => await portal.Get<ConnectionControl>().PauseAsync(on.Id, "x", on.Viewer, Stop) is not null,
        ["ConnectionControl.ResumeAsync"] = async (portal, on) => await portal.Get<ConnectionControl>().ResumeAsync(on.Id, on.Viewer, Stop) is not null,
        ["ConnectionControl.DisconnectAsync"] = async (portal, on) => await portal.Get<ConnectionControl>().DisconnectAsync(on.Id, Name, on.Viewer, Stop) is not null,
        ["ConnectionControl.SwitchAsync"] = async (portal, on) => await portal.Get<ConnectionControl>().SwitchAsync(on.Id, on.Pending, on.Viewer, Stop) is not null,
        ["ErasureService.DisconnectAsync"] = async (portal, on) => await portal.Get<ErasureService>().DisconnectAsync(on.Id, Name, on.Viewer, Stop) is not null,
        ["DuplicateService.ResolveAsync"] = async (portal, on) => await portal.Get<DuplicateService>().ResolveAsync(on.Id, "Another name", DuplicateResolution.AskStaff, on.Viewer, Stop) is not null,
        ["FormerSyncs.ImportAsync"] = async (portal, on) => await portal.Get<FormerSyncs>().ImportAsync("Acme", on.Viewer, Stop) is null,
        ["ApprovalService.ClaimAsync"] = async (portal, on) => await portal.Get<ApprovalService>().ClaimAsync(on.Id, on.Viewer, Stop) is not null,
        ["ApprovalService.ReleaseAsync"] = async (portal, on) => await portal.Get<ApprovalService>().ReleaseAsync(on.Id, on.Viewer, Stop) is not null,
        ["ApprovalService.ApproveAsync"] = async (portal, on) => await portal.Get<ApprovalService>().ApproveAsync(on.Id, on.Viewer, Stop) is not null,
        ["ApprovalService.RequestChangesAsync"] = async (portal, on) => await portal.Get<ApprovalService>().RequestChangesAsync(on.Id, "x", on.Viewer, Stop) is not null,
        ["ReviewNotes.AddAsync"] = async (portal, on) => await portal.Get<ReviewNotes>().AddAsync(on.Id, "x", true, on.Viewer, Stop) is not null,
        ["DryRunService.RunAsync"] = async (portal, on) => await portal.Get<DryRunService>().RunAsync(on.Id, on.Viewer, Stop) is null,
        ["ApprovalService.RejectAsync"] = async (portal, on) => await portal.Get<ApprovalService>().RejectAsync(on.Id, "x", on.Viewer, Stop) is not null,
        ["CustomerService.AddAsync"] = async (portal, on) => await portal.Get<CustomerService>().AddAsync(new NewCustomer("X", false, "x@x.test"), on.Viewer, Stop) is not null,
        ["CustomerService.RemoveMemberAsync"] = async (portal, on) => await portal.Get<CustomerService>().RemoveMemberAsync(on.Member, on.Viewer, Stop) is not null,
        ["InvitationService.InviteAsync"] = async (portal, on) => await portal.Get<InvitationService>().InviteAsync(on.Viewer.CustomerId!.Value, "x@x.test", on.Viewer, Stop) is not null,
        ["InvitationService.RevokeAsync"] = async (portal, on) => await portal.Get<InvitationService>().RevokeAsync(on.Invitation, on.Viewer, Stop) is not null,
        ["ViewingService.StartAsync"] = async (portal, on) => (await portal.Get<ViewingService>().StartAsync(on.Viewer.CustomerId!.Value, "x", on.Viewer, Stop)).View is null,
        ["EvidenceService.PackAsync"] = async (portal, on) => await portal.Get<EvidenceService>().PackAsync(on.Id, on.Viewer, Stop) is null,
        ["LetterService.SendAgainAsync"] = async (portal, on) => await new LetterBench(portal.Contexts, portal).Service.SendAgainAsync(on.Letter, on.Viewer, Stop) is not null,
        ["BrakeService.DecideAsync"] = async (portal, on) => await portal.Get<BrakeService>().DecideAsync(Guid.NewGuid(), BrakeDecision.Continue, on.Viewer, Stop) is BrakeAnswer.NotAllowed,
        ["RunValueService.RevealAsync"] = async (portal, on) =>
            (await new RunValueService(portal.Contexts, portal.Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(), portal.Time).RevealAsync(Guid.NewGuid(), [1], "x", on.Viewer, Stop)).Refusal is RevealRefusal.NotAllowed,
        ["SyncScheduler.RequestAsync"] = async (portal, on) => await portal.Get<SyncScheduler>().RequestAsync(on.Id, on.Viewer, Stop) is SyncRequest.NotAllowed,
    };

    private readonly TestPortal _portal = new(database.Contexts);

    public static TheoryData<string, string> Tries() =>
        [.. from operation in Operations.Keys from stage in (string[])["set-up", "live", "ended"] select (operation, stage)];

    [Fact]
    public void Every_operation_that_takes_an_actor_is_tried_here_or_named_as_one_that_changes_nothing() =>
        (from type in typeof(PortalDbContext).Assembly.GetTypes()
         where type.Namespace?.StartsWith("GiftedPortal.Features.", StringComparison.Ordinal) is true && type is { IsAbstract: false, IsClass: true }
         from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
         where typeof(Task).IsAssignableFrom(method.ReturnType) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor))
         // part of somebody else's operation, who has asked for the right
         where method.GetParameters().All(parameter => parameter.ParameterType != typeof(PortalDbContext))
         let name = $"{type.Name}.{method.Name}"
         where !Operations.ContainsKey(name) && !Others.Contains(name)
         select name).Distinct().ShouldBeNone();

    [Theory]
    [MemberData(nameof(Tries))]
    public async Task A_viewer_is_refused_and_not_a_row_changes(string operation, string stage)
    {
        var on = await CaseAsync(stage);
        var before = await RowsAsync();

        var refused = await Operations[operation](_portal, on);

        refused.Should().BeTrue();
        (await RowsAsync()).Should().Equal(before);
    }

    private static async Task<bool> RefusesAllAsync<T>(IEnumerable<T> all, Func<T, Task<ConnectionRefusal?>> operate)
    {
        var refused = true;
        foreach (var one in all) refused &= await operate(one) is not null;
        return refused;
    }

    private async Task<Case> CaseAsync(string stage)
    {
        var (member, id) = stage is "set-up" ? await _portal.ReadyAsync() : await _portal.LiveAsync();
        await _portal.JoinAsync(member);
        var pending = Guid.Empty;
        var handover = Guid.Empty;
        if (stage is "set-up")
        {
            (await _portal.Get<HandoverService>().GiveAsync(new NewHandover("first", "helper@company.test", ""), member, Stop)).Should().BeNull();
            handover = (await _portal.Get<HandoverService>().ListAsync(member, Stop)).Single().Id;
        }
        else
        {
            (await _portal.Get<CredentialReplacement>().SaveAsync(id, "SERVICE-8", new Secret("another-token-1"), member, Stop)).Should().BeNull();
            pending = (await _portal.Get<CredentialReplacement>().TryAsync(id, member, null, Stop))!.Version;
        }

        (await _portal.Get<InvitationService>().InviteAsync(member.CustomerId!.Value, $"{Guid.NewGuid():N}@company.test", TestPortal.Staff("Ada", StaffRoles.Admin), Stop)).Should().BeNull();
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        await db.Set<Connection>().Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.CompanyName, Name), Stop);
        if (stage is "ended")
        {
            (await _portal.Get<ErasureService>().DisconnectAsync(id, Name, member, Stop)).Should().BeNull();
        }

        var letter = await db.Set<GiftedPortal.Features.Notifications.StoredLetter>().Where(one => one.CustomerId == member.CustomerId).Select(one => one.Id).FirstAsync(Stop);
        var invitation = await db.Set<Invitation>().Where(one => one.CustomerId == member.CustomerId).Select(one => one.Id).FirstAsync(Stop);
        var membership = await db.Set<Member>().Where(one => one.CustomerId == member.CustomerId).Select(one => one.Id).FirstAsync(Stop);
        // time goes on, so that a write at this moment would show
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        return new Case(new Actor("staff-Olga", "Olga", "olga@gifted.test", ActorKind.Viewer, member.CustomerId, StaffRoles.None), id, pending, handover, letter, invitation, membership);
    }

    // every row of every table but the audit trail, which may say that somebody was refused
    private async Task<List<string>> RowsAsync()
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        await db.Database.OpenConnectionAsync(Stop);
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Where(entity => entity.ClrType != typeof(AuditEntry)).Select(entity => entity.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the name of one of our own tables
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(Stop);
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync(Stop))
            {
                reader.GetValues(values);
                rows.Add($"{table}: {string.Join('|', values)}");
            }
        }

        return rows;
    }

    private sealed record Case(Actor Viewer, Guid Id, Guid Pending, Guid Handover, Guid Letter, Guid Invitation, Guid Member);
}
