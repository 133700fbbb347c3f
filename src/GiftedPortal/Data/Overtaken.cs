using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Data;

/// <summary>Saves, or says that somebody else was faster.</summary>
internal static class Overtaken
{
    /// <returns>False: somebody else changed or wrote the same rows at this moment, and nothing of this context is saved.</returns>
    public static async Task<bool> SaveUnlessOvertakenAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.Caused(exception))
        {
            return false;
        }
    }
}
