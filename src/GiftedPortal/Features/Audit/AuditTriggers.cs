using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Audit.Retention;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Audit;

/// <summary>
/// Makes the database itself refuse to change what the audit trail says, and to remove anything but what has been kept for the years of its retention and lies before a
/// cut, see <see cref="AuditCut"/>. Set at each start after the migrations: idempotent, and no migration has to remember it.
/// </summary>
internal static class AuditTriggers
{
    private const string Refusal = "The audit trail is append-only.";

    // a moment is kept in ticks since year 1; {0}: years of retention
    private const string Sqlite = $$"""
        DROP TRIGGER IF EXISTS "AuditEntries_no_update"; DROP TRIGGER IF EXISTS "AuditEntries_no_delete"; DROP TRIGGER IF EXISTS "AuditSeals_no_update";
        DROP TRIGGER IF EXISTS "AuditSeals_no_delete"; DROP TRIGGER IF EXISTS "AuditCuts_no_update"; DROP TRIGGER IF EXISTS "AuditCuts_no_delete"; DROP TRIGGER IF EXISTS "AuditCuts_at_seals";
        CREATE TRIGGER "AuditEntries_no_update" BEFORE UPDATE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, '{{Refusal}}'); END;
        CREATE TRIGGER "AuditSeals_no_update" BEFORE UPDATE ON "AuditSeals" BEGIN SELECT RAISE(ABORT, '{{Refusal}}'); END;
        CREATE TRIGGER "AuditCuts_no_update" BEFORE UPDATE ON "AuditCuts" BEGIN SELECT RAISE(ABORT, '{{Refusal}}'); END;
        CREATE TRIGGER "AuditCuts_no_delete" BEFORE DELETE ON "AuditCuts" BEGIN SELECT RAISE(ABORT, '{{Refusal}}'); END;
        CREATE TRIGGER "AuditCuts_at_seals" BEFORE INSERT ON "AuditCuts"
            WHEN NOT EXISTS (SELECT 1 FROM "AuditSeals" WHERE "Position" = NEW."Position" AND "Hash" = NEW."Hash")
            BEGIN SELECT RAISE(ABORT, '{{Refusal}}'); END;
        CREATE TRIGGER "AuditEntries_no_delete" BEFORE DELETE ON "AuditEntries"
            WHEN OLD."At" >= (CAST(strftime('%s', 'now', '-{0} years') AS INTEGER) + 62135596800) * 10000000
                OR NOT EXISTS (SELECT 1 FROM "AuditSeals" WHERE "EntryId" = OLD."Id" AND "Position" <= (SELECT MAX("Position") FROM "AuditCuts"))
            BEGIN SELECT RAISE(ABORT, '{{Refusal}}'); END;
        CREATE TRIGGER "AuditSeals_no_delete" BEFORE DELETE ON "AuditSeals"
            WHEN EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = OLD."EntryId") OR OLD."Position" > COALESCE((SELECT MAX("Position") FROM "AuditCuts"), 0)
            BEGIN SELECT RAISE(ABORT, '{{Refusal}}'); END;
        """;

    // the lock: two nodes that start together would both replace the functions, and PostgreSQL fails the second with "tuple concurrently updated"
    private const string Postgres = $$"""
        SELECT pg_advisory_xact_lock(4706021);
        CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION '{{Refusal}}'; END $f$;
        CREATE OR REPLACE FUNCTION audit_entry_removed() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN
            IF OLD."At" < now() - interval '{0} years'
                AND EXISTS (SELECT 1 FROM "AuditSeals" WHERE "EntryId" = OLD."Id" AND "Position" <= (SELECT MAX("Position") FROM "AuditCuts")) THEN RETURN OLD; END IF;
            RAISE EXCEPTION '{{Refusal}}'; END $f$;
        CREATE OR REPLACE FUNCTION audit_seal_removed() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN
            IF OLD."Position" <= (SELECT MAX("Position") FROM "AuditCuts") AND NOT EXISTS (SELECT 1 FROM "AuditEntries" WHERE "Id" = OLD."EntryId") THEN RETURN OLD; END IF;
            RAISE EXCEPTION '{{Refusal}}'; END $f$;
        CREATE OR REPLACE FUNCTION audit_cut_at_seal() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN
            IF EXISTS (SELECT 1 FROM "AuditSeals" WHERE "Position" = NEW."Position" AND "Hash" = NEW."Hash") THEN RETURN NEW; END IF;
            RAISE EXCEPTION '{{Refusal}}'; END $f$;
        CREATE OR REPLACE TRIGGER "AuditEntries_append_only" BEFORE UPDATE OR TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
        CREATE OR REPLACE TRIGGER "AuditEntries_removed" BEFORE DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION audit_entry_removed();
        CREATE OR REPLACE TRIGGER "AuditSeals_append_only" BEFORE UPDATE OR TRUNCATE ON "AuditSeals" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
        CREATE OR REPLACE TRIGGER "AuditSeals_removed" BEFORE DELETE ON "AuditSeals" FOR EACH ROW EXECUTE FUNCTION audit_seal_removed();
        CREATE OR REPLACE TRIGGER "AuditCuts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditCuts" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
        CREATE OR REPLACE TRIGGER "AuditCuts_at_seals" BEFORE INSERT ON "AuditCuts" FOR EACH ROW EXECUTE FUNCTION audit_cut_at_seal();
        """;

    public static async Task CreateAsync(PortalDbContext db, AuditRetention retention, CancellationToken cancellationToken)
    {
        var sql = (db.Database.IsNpgsql() ? Postgres : Sqlite).Replace("{0}", retention.Years.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
