using GiftedPortal.Data;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Permissions.Budget;

/// <summary>A <see cref="CallNote"/> as stored.</summary>
public sealed class StoredCallNote
{
    /// <summary>The service user's key.</summary>
    public required string Caller { get; init; }

    /// <summary>The call.</summary>
    public required string Call { get; init; }

    /// <summary>What the note says.</summary>
    public required CallNoteKind Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>How many people were visible.</summary>
    public int People { get; set; }

    /// <summary>Whether the call's own category was visible.</summary>
    public bool InSight { get; set; }
}

internal sealed class StoredCallNoteConfiguration : IEntityTypeConfiguration<StoredCallNote>
{
    public void Configure(EntityTypeBuilder<StoredCallNote> builder)
    {
        builder.ToTable("CallNotes");
        builder.HasKey(note => new { note.Caller, note.Call, note.Kind });
        builder.Property(note => note.Caller).HasMaxLength(64);
        builder.Property(note => note.Call).HasMaxLength(100);
    }
}

/// <summary>The notes that all nodes share, in the database.</summary>
public sealed class SharedCallNotes(IDbContextFactory<PortalDbContext> database, TimeProvider time) : ICallNotes
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<CallNote>> ReadAsync(string caller, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<StoredCallNote>().Where(note => note.Caller == caller)
            .Select(note => new CallNote(note.Call, note.Kind, note.At, note.People, note.InSight)).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task KeepAsync(string caller, IReadOnlyCollection<CallNote> notes)
    {
        await using var db = await database.CreateDbContextAsync();
        foreach (var note in notes)
        {
            if (await UpdateAsync(db, caller, note))
            {
                continue;
            }

            db.Add(new StoredCallNote { Caller = caller, Call = note.Call, Kind = note.Kind, At = note.At, People = note.People, InSight = note.InSight });
            try
            {
                await db.SaveChangesAsync();
            }
            catch (DbUpdateException exception) when (UniqueViolation.Caused(exception))
            {
                db.ChangeTracker.Clear(); // another node noted it at this moment
                await UpdateAsync(db, caller, note);
            }
        }

        var old = time.GetUtcNow() - ICallNotes.Life;
        await db.Set<StoredCallNote>().Where(note => note.At < old).ExecuteDeleteAsync();
    }

    /// <inheritdoc/>
    public async Task ForgetRefusalsAsync(string caller, IReadOnlyCollection<string> calls)
    {
        await using var db = await database.CreateDbContextAsync();
        await db.Set<StoredCallNote>().Where(note => note.Caller == caller && note.Kind == CallNoteKind.Refused && calls.Contains(note.Call)).ExecuteDeleteAsync();
    }

    private static async Task<bool> UpdateAsync(PortalDbContext db, string caller, CallNote note) =>
        await db.Set<StoredCallNote>().Where(stored => stored.Caller == caller && stored.Call == note.Call && stored.Kind == note.Kind)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.At, note.At).SetProperty(stored => stored.People, note.People).SetProperty(stored => stored.InSight, note.InSight)) == 1;
}
