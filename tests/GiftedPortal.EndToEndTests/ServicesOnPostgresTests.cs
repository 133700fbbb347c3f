using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Tests.Features;
using GiftedPortal.Tests.Features.Approval;
using GiftedPortal.Tests.Features.Connections.Clock;
using GiftedPortal.Tests.Features.Customers;
using GiftedPortal.Tests.Features.Customers.Invitations;
using GiftedPortal.Tests.Features.Customers.Viewing;
using GiftedPortal.Tests.Features.Permissions.Budget;
using GiftedPortal.Tests.Features.Permissions.Drift;
using GiftedPortal.Tests.Features.Progress;
using GiftedPortal.Tests.Features.Setup;
using GiftedPortal.Tests.Features.Setup.Handover;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Testing;

// the service tests of GiftedPortal.Tests once more, on the other database
namespace GiftedPortal.EndToEndTests;

public sealed class ApprovalServiceOnPostgresTests(PostgresDatabase database) : ApprovalServiceTests<PostgresDatabase>(database);

public sealed class ClockServiceOnPostgresTests(PostgresDatabase database) : ClockServiceTests<PostgresDatabase>(database);

public sealed class DriftServiceOnPostgresTests(PostgresDatabase database) : DriftServiceTests<PostgresDatabase>(database);

public sealed class HandoverServiceOnPostgresTests(PostgresDatabase database) : HandoverServiceTests<PostgresDatabase>(database);

public sealed class InvitationServiceOnPostgresTests(PostgresDatabase database) : InvitationServiceTests<PostgresDatabase>(database);

public sealed class MemberDirectoryOnPostgresTests(PostgresDatabase database) : MemberDirectoryTests<PostgresDatabase>(database);

public sealed class NudgeServiceOnPostgresTests(PostgresDatabase database) : NudgeServiceTests<PostgresDatabase>(database);

public sealed class SetupServiceOnPostgresTests(PostgresDatabase database) : SetupServiceTests<PostgresDatabase>(database);

public sealed class SharedFailedCallBudgetOnPostgresTests(PostgresDatabase database) : SharedFailedCallBudgetTests<PostgresDatabase>(database);

public sealed class SyncLogServiceOnPostgresTests(PostgresDatabase database) : SyncLogServiceTests<PostgresDatabase>(database);

public sealed class SyncRunOnPostgresTests(PostgresDatabase database) : SyncRunTests<PostgresDatabase>(database);

public sealed class SyncServiceOnPostgresTests(PostgresDatabase database) : SyncServiceTests<PostgresDatabase>(database);

public sealed class TenantIsolationOnPostgresTests(PostgresDatabase database) : TenantIsolationTests<PostgresDatabase>(database);

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
