using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Sync;

internal sealed class SyncRunConfiguration : IEntityTypeConfiguration<SyncRun>
{
    public void Configure(EntityTypeBuilder<SyncRun> builder)
    {
        builder.ToTable("SyncRuns");
        builder.Property(run => run.StartedBy).HasMaxLength(300);
        builder.Property(run => run.DecidedBy).HasMaxLength(300);
        builder.Property(run => run.Node).HasMaxLength(200);
        builder.Property(run => run.Status).IsConcurrencyToken();
        builder.HasOne<Connection>().WithMany().HasForeignKey(run => run.ConnectionId);
        // whatever the scheduler does, on however many nodes: one run of a connection at once
        builder.HasIndex(run => run.ConnectionId).IsUnique().HasFilter("\"Status\" = 'Running'").HasDatabaseName("IX_SyncRuns_OneRunning");
        builder.HasIndex(run => new { run.ConnectionId, run.Id });
        builder.HasIndex(run => new { run.ConnectionId, run.StartedAt });
        // each filter of the log's page, with the key behind it: a page is read from where it begins, however deep
        builder.HasIndex(run => new { run.CustomerId, run.Id });
        builder.HasIndex(run => new { run.CustomerId, run.Status, run.Id });
        builder.HasIndex(run => new { run.Status, run.Id });
        builder.HasIndex(run => new { run.Outcome, run.Id });
        builder.HasIndex(run => new { run.CustomerId, run.Outcome, run.Id });
        // all that the runs by day count
        builder.HasIndex(run => new { run.Id, run.CustomerId, run.Status });
        // the few runs that people asked for, once for each filter, with all that a search by their name looks at: they cost nothing where the schedule starts a run
        const string requested = "\"Trigger\" = 'Requested'";
        builder.HasIndex(run => new { run.Id, run.StartedBy, run.Status, run.CustomerId, run.ConnectionId }, "IX_SyncRuns_Requested").HasFilter(requested);
        builder.HasIndex(run => new { run.Status, run.Id, run.StartedBy, run.CustomerId, run.ConnectionId }, "IX_SyncRuns_Requested_Status").HasFilter(requested);
        builder.HasIndex(run => new { run.CustomerId, run.Id, run.StartedBy, run.Status, run.ConnectionId }, "IX_SyncRuns_Requested_Customer").HasFilter(requested);
        builder.HasIndex(run => new { run.CustomerId, run.Status, run.Id, run.StartedBy, run.ConnectionId }, "IX_SyncRuns_Requested_Customer_Status").HasFilter(requested);
    }
}

internal sealed class SyncEntryConfiguration : IEntityTypeConfiguration<SyncEntry>
{
    public void Configure(EntityTypeBuilder<SyncEntry> builder)
    {
        builder.ToTable("SyncEntries");
        builder.Property(entry => entry.PersonId).HasMaxLength(EmployeeConfiguration.LongestId);
        builder.Property(entry => entry.Fields).HasConversion<int>();
        // no foreign key to the run: lines are written in the transaction that ends it and removed before it, and to look it up for each of a hundred thousand costs more than to write them
        builder.HasIndex(entry => new { entry.RunId, entry.Id });
        builder.HasIndex(entry => new { entry.RunId, entry.Kind, entry.Id });
        builder.HasIndex(entry => new { entry.RunId, entry.PersonId, entry.Id }).HasFilter("\"PersonId\" IS NOT NULL");
        builder.HasIndex(entry => new { entry.RunId, entry.Id }, "IX_SyncEntries_WithDetail").HasFilter("\"Detail\" IS NOT NULL");
        // what happened to a person; not that they came: first syncs write a line for everybody
        builder.HasIndex(entry => new { entry.PersonId, entry.RunId }).HasFilter("\"PersonId\" IS NOT NULL AND \"Kind\" <> 'Added'");
        builder.HasIndex(entry => new { entry.RunId, entry.Code, entry.Id }).HasFilter("\"Kind\" = 'Warning'");
    }
}

internal sealed class SyncFindingConfiguration : IEntityTypeConfiguration<SyncFinding>
{
    public void Configure(EntityTypeBuilder<SyncFinding> builder)
    {
        builder.ToTable("SyncFindings");
        builder.HasKey(finding => new { finding.RunId, finding.Code });
        builder.HasOne<SyncRun>().WithMany().HasForeignKey(finding => finding.RunId);
        builder.HasIndex(finding => new { finding.Code, finding.RunId });
        builder.HasIndex(finding => new { finding.Code, finding.CustomerId, finding.RunId });
    }
}

internal sealed class EmployeeConfiguration : IEntityTypeConfiguration<Employee>
{
    /// <summary>Longest id of a person, in characters. Bob's are digits only.</summary>
    public const int LongestId = 100;

    public void Configure(EntityTypeBuilder<Employee> builder)
    {
        builder.ToTable("Employees");
        builder.HasKey(employee => new { employee.ConnectionId, employee.PersonId });
        builder.Property(employee => employee.PersonId).HasMaxLength(LongestId);
        builder.Property(employee => employee.Visible).HasConversion<int>();
        builder.Ignore(employee => employee.Address);
        builder.HasOne<Connection>().WithMany().HasForeignKey(employee => employee.ConnectionId);
    }
}
