using GiftedPortal.Tests.Architecture;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Connections.Erasure;

/// <summary>Whoever adds a table that belongs to a connection or a customer says here what becomes of it when the connection ends.</summary>
public sealed class ErasureCoverageTests(Testing.SqliteDatabase database) : IClassFixture<Testing.SqliteDatabase>
{
    // an eraser takes these, or the end itself does
    private static readonly string[] Erased =
    [
        "Employee", "SyncEntry", "SetupAnswer", "FinishedStep", "NewCredentials",
        "TypedSecret", "CredentialLook", "Handover", "Invitation", "StoredLetter",
    ];

    // these stay: trails, counts and evidence without a value, and the customer itself
    private static readonly string[] Kept =
    [
        "Connection", "ConnectionEvent", "ClockRecord", "AuditEntry", "SyncRun", "SyncFinding", "PermissionCheck", "PermissionConfirmation", "Erasure", "ErasedCount", "DuplicateChoice", "Member",
        // proof of who agreed to which text, and when: a name and the sign-in provider's subject, as in the audit trail
        "SetupConsent",
        // a moment, and nobody
        "Nudge",
        // states with their moments, and nobody
        "HealthRecord",
        // which of Gifted's own people looked at the customer's pages
        "ViewRecord",
        // what reviewers wrote of a decision, as the audit trail keeps it
        "ReviewNote", "ChangeItem",
    ];

    [Fact]
    public async Task Every_table_of_a_connection_is_either_erased_or_kept_on_purpose()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);

        (from entity in db.Model.GetEntityTypes()
         where new[] { "ConnectionId", "CustomerId", "RunId", "ErasureId" }.Any(key => entity.FindProperty(key) is not null)
         let name = entity.ClrType.Name
         where !Erased.Contains(name) && !Kept.Contains(name)
         select $"{name}: give it an IEraser, or say here that it stays").ShouldBeNone();
    }
}
