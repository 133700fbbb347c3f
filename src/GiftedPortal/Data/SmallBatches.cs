namespace GiftedPortal.Data;

/// <summary>Repeats a small write until nothing is left to do, and lets others write in between.</summary>
internal static class SmallBatches
{
    /// <summary>Between two batches. Whoever waits for SQLite's one lock looks again within 150 ms, so each of them finds it free before the next batch.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Repeats <paramref name="batch"/>, which says how many rows it wrote, until these are fewer than <paramref name="size"/>.</summary>
    /// <returns>How many rows were written.</returns>
    public static async Task<long> RepeatAsync(int size, Func<Task<int>> batch, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var total = 0L; ;)
        {
            var written = await batch();
            total += written;
            if (written < size)
            {
                return total;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
