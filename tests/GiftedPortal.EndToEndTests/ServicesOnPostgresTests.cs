using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Tests.Features;
using GiftedPortal.Tests.Features.Approval;
using GiftedPortal.Tests.Features.Customers;
using GiftedPortal.Tests.Features.Permissions.Drift;
using GiftedPortal.Tests.Features.Setup;
using GiftedPortal.Tests.Features.Sync;

// the service tests of GiftedPortal.Tests once more, on the other database
namespace GiftedPortal.EndToEndTests;

public sealed class ApprovalServiceOnPostgresTests(PostgresDatabase database) : ApprovalServiceTests<PostgresDatabase>(database);

public sealed class DriftServiceOnPostgresTests(PostgresDatabase database) : DriftServiceTests<PostgresDatabase>(database);

public sealed class MemberDirectoryOnPostgresTests(PostgresDatabase database) : MemberDirectoryTests<PostgresDatabase>(database);

public sealed class SetupServiceOnPostgresTests(PostgresDatabase database) : SetupServiceTests<PostgresDatabase>(database);

public sealed class SyncRunOnPostgresTests(PostgresDatabase database) : SyncRunTests<PostgresDatabase>(database);

public sealed class SyncServiceOnPostgresTests(PostgresDatabase database) : SyncServiceTests<PostgresDatabase>(database);

public sealed class TenantIsolationOnPostgresTests(PostgresDatabase database) : TenantIsolationTests<PostgresDatabase>(database);
