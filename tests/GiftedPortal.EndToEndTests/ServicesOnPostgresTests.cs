using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Tests.Features;
using GiftedPortal.Tests.Features.Approval;
using GiftedPortal.Tests.Features.Audit;
using GiftedPortal.Tests.Features.Connections;
using GiftedPortal.Tests.Features.Connections.Clock;
using GiftedPortal.Tests.Features.Connections.Credentials;
using GiftedPortal.Tests.Features.Connections.Duplicates;
using GiftedPortal.Tests.Features.Connections.Erasure;
using GiftedPortal.Tests.Features.Connections.Letters;
using GiftedPortal.Tests.Features.Customers;
using GiftedPortal.Tests.Features.Customers.Invitations;
using GiftedPortal.Tests.Features.Customers.Viewing;
using GiftedPortal.Tests.Features.EvidencePacks;
using GiftedPortal.Tests.Features.Notifications;
using GiftedPortal.Tests.Features.Permissions.Budget;
using GiftedPortal.Tests.Features.Permissions.Drift;
using GiftedPortal.Tests.Features.Progress;
using GiftedPortal.Tests.Features.Setup;
using GiftedPortal.Tests.Features.Setup.Handover;
using GiftedPortal.Tests.Features.Setup.Typing;
using GiftedPortal.Tests.Features.Status;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Features.Sync.Brake;
using GiftedPortal.Tests.Features.Sync.Health;
using GiftedPortal.Tests.Features.Sync.Log;
using GiftedPortal.Tests.Features.Sync.Retention;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

// the service tests of GiftedPortal.Tests once more, on the other database
namespace GiftedPortal.EndToEndTests;

public sealed class ApprovalServiceOnPostgresTests(PostgresDatabase database) : ApprovalServiceTests<PostgresDatabase>(database);

public sealed class PolicyOnPostgresTests(PostgresDatabase database) : PolicyTests<PostgresDatabase>(database);

public sealed class ReviewToolsOnPostgresTests(PostgresDatabase database) : ReviewToolsTests<PostgresDatabase>(database);

public sealed class ReportServiceOnPostgresTests(PostgresDatabase database) : ReportServiceTests<PostgresDatabase>(database);

public sealed class LifeThroughServicesOnPostgresTests(PostgresDatabase database) : LifeThroughServicesTests<PostgresDatabase>(database);

public sealed class LeaseOnPostgresTests(PostgresDatabase database) : LeaseTests<PostgresDatabase>(database);

public sealed class AuditServiceOnPostgresTests(PostgresDatabase database) : AuditServiceTests<PostgresDatabase>(database);

public sealed class AuditChainOnPostgresTests(PostgresServer server) : AuditChainTests<PostgresDatabase>(new PostgresDatabase(server));

public sealed class AuditRetentionOnPostgresTests(PostgresServer server) : AuditRetentionTests<PostgresDatabase>(new PostgresDatabase(server));

public sealed class SyncTrimmerOnPostgresTests(PostgresServer server) : SyncTrimmerTests<PostgresDatabase>(new PostgresDatabase(server));

public sealed class ClockServiceOnPostgresTests(PostgresDatabase database) : ClockServiceTests<PostgresDatabase>(database);

public sealed class ConnectionControlOnPostgresTests(PostgresDatabase database) : ConnectionControlTests<PostgresDatabase>(database);

public sealed class CredentialReplacementOnPostgresTests(PostgresDatabase database) : CredentialReplacementTests<PostgresDatabase>(database);

public sealed class DriftServiceOnPostgresTests(PostgresDatabase database) : DriftServiceTests<PostgresDatabase>(database);

public sealed class DuplicateServiceOnPostgresTests(PostgresDatabase database) : DuplicateServiceTests<PostgresDatabase>(database);

public sealed class ErasureServiceOnPostgresTests(PostgresDatabase database) : ErasureServiceTests<PostgresDatabase>(database);

public sealed class ConnectionLettersOnPostgresTests(PostgresDatabase database) : ConnectionLettersTests<PostgresDatabase>(database);

public sealed class LetterSenderOnPostgresTests(PostgresDatabase database) : LetterSenderTests<PostgresDatabase>(database);
public sealed class EvidenceServiceOnPostgresTests(PostgresDatabase database) : EvidenceServiceTests<PostgresDatabase>(database);

public sealed class MemberDirectoryOnPostgresTests(PostgresDatabase database) : MemberDirectoryTests<PostgresDatabase>(database);

public sealed class OutboxOnPostgresTests(PostgresDatabase database) : OutboxTests<PostgresDatabase>(database);
public sealed class HandoverServiceOnPostgresTests(PostgresDatabase database) : HandoverServiceTests<PostgresDatabase>(database);

public sealed class InvitationServiceOnPostgresTests(PostgresDatabase database) : InvitationServiceTests<PostgresDatabase>(database);


public sealed class NudgeServiceOnPostgresTests(PostgresDatabase database) : NudgeServiceTests<PostgresDatabase>(database);

public sealed class SetupServiceOnPostgresTests(PostgresDatabase database) : SetupServiceTests<PostgresDatabase>(database);

public sealed class SharedFailedCallBudgetOnPostgresTests(PostgresDatabase database) : SharedFailedCallBudgetTests<PostgresDatabase>(database);

public sealed class SyncLogServiceOnPostgresTests(PostgresDatabase database) : SyncLogServiceTests<PostgresDatabase>(database);

public sealed class HealthServiceOnPostgresTests(PostgresDatabase database) : HealthServiceTests<PostgresDatabase>(database);

public sealed class RunHistoryServiceOnPostgresTests(PostgresDatabase database) : RunHistoryServiceTests<PostgresDatabase>(database);

public sealed class RunValueServiceOnPostgresTests(PostgresDatabase database) : RunValueServiceTests<PostgresDatabase>(database);

public sealed class FiringServiceOnPostgresTests(PostgresDatabase database) : FiringServiceTests<PostgresDatabase>(database);

public sealed class TimelineServiceOnPostgresTests(PostgresDatabase database) : TimelineServiceTests<PostgresDatabase>(database);

public sealed class SyncRunOnPostgresTests(PostgresDatabase database) : SyncRunTests<PostgresDatabase>(database);

public sealed class BrakeServiceOnPostgresTests(PostgresDatabase database) : BrakeServiceTests<PostgresDatabase>(database);

public sealed class BadAnswersOnPostgresTests(PostgresDatabase database) : BadAnswersTests<PostgresDatabase>(database);

public sealed class SandboxFaultOnPostgresTests(PostgresDatabase database) : SandboxFaultTests<PostgresDatabase>(database);

public sealed class StorageTroubleOnPostgresTests(PostgresDatabase database) : StorageTroubleTests<PostgresDatabase>(database)
{
    [Fact]
    public async Task A_connection_to_the_database_that_breaks_in_the_middle_changes_nobody()
    {
        var before = await Bench.RosterAsync();
        Bench.Provider.People.AddRange(Enumerable.Range(1000, 5000).Select(SyncBench.Person));
        Bench.Provider.AfterPeople = async token =>
        {
            await using var db = await Bench.Portal.Contexts.CreateDbContextAsync(token);
            var ended = db.Database.SqlQueryRaw<long>(
                "SELECT count(pg_terminate_backend(pid, 30000)) AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'");
            (await ended.SingleAsync(token)).Should().Be(1L, "people are being staged");
        };

        await FailsAsync();

        await ShouldHaveFailedAsync(before, "the connection to the database broke");
        await ShouldSucceedAsync(added: 5000);
    }
}

public sealed class LongLockOnPostgresTests(PostgresDatabase database) : LongLockTests<PostgresDatabase>(database);

public sealed class SyncServiceOnPostgresTests(PostgresDatabase database) : SyncServiceTests<PostgresDatabase>(database);

public sealed class TenantIsolationOnPostgresTests(PostgresDatabase database) : TenantIsolationTests<PostgresDatabase>(database);

public sealed class TypingOnPostgresTests(PostgresDatabase database) : TypingTests<PostgresDatabase>(database);
public sealed class ViewingServiceOnPostgresTests(PostgresDatabase database) : ViewingServiceTests<PostgresDatabase>(database);

public sealed class ServicesOnPostgresTests
{
    [Fact]
    public void Every_service_test_runs_here_too()
    {
        var written = typeof(ITestDatabase).Assembly.GetTypes().Where(type => type is { IsAbstract: true, IsGenericTypeDefinition: true } && type.Name.EndsWith("Tests`1", StringComparison.Ordinal));
        var here = typeof(ServicesOnPostgresTests).Assembly.GetTypes().Select(type => type.BaseType).Where(type => type is { IsGenericType: true }).Select(type => type!.GetGenericTypeDefinition());

        written.Except(here).Should().BeEmpty();
    }
}
