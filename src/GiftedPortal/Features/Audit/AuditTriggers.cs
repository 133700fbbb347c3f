using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Audit;

/// <summary>
/// Makes the database itself refuse to change or remove what the audit trail says. Set at each start after the migrations: idempotent, and no migration has to remember it.
/// Nothing in the portal removes audit entries, so the triggers know no exception.
/// </summary>
internal static class AuditTriggers
{
    private const string Sqlite = """
        CREATE TRIGGER IF NOT EXISTS "AuditEntries_no_update" BEFORE UPDATE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        CREATE TRIGGER IF NOT EXISTS "AuditEntries_no_delete" BEFORE DELETE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        CREATE TRIGGER IF NOT EXISTS "AuditSeals_no_update" BEFORE UPDATE ON "AuditSeals" BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        CREATE TRIGGER IF NOT EXISTS "AuditSeals_no_delete" BEFORE DELETE ON "AuditSeals" BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        """;

    // the lock: two nodes that start together would both replace the function, and PostgreSQL fails the second with "tuple concurrently updated"
    private const string Postgres = """
        SELECT pg_advisory_xact_lock(4706021);
        CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The audit trail is append-only.'; END $$;
        CREATE OR REPLACE TRIGGER "AuditEntries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
        CREATE OR REPLACE TRIGGER "AuditSeals_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditSeals" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
        """;

    public static async Task CreateAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? Postgres : Sqlite, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
