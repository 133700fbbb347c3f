namespace GiftedPortal.Features.Sync.Log;

/// <summary>Keys of runs begin with the moment of the run.</summary>
internal static class RunKeys
{
    /// <summary>The first key that a run of this moment (UTC) can have.</summary>
    public static Guid FirstOf(DateTimeOffset at)
    {
        var milliseconds = at.ToUnixTimeMilliseconds();
        return new Guid((int)(milliseconds >> 16), (short)milliseconds, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
    }
}
