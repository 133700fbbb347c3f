namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>A place in the budget of refused calls, held through one call after another until one is refused.</summary>
internal sealed class CallPlace(Guid id)
{
    public Guid Id => id;

    /// <summary>It was given back, or a refused call keeps it: the next call needs another.</summary>
    public bool IsGone { get; set; }
}
