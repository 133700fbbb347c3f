namespace GiftedPortal.Providers;

/// <summary>One line that the customer ticks in the provider's permission screen.</summary>
/// <param name="Key">Stable key: <c>address.view</c>.</param>
/// <param name="Category">The category's name as the provider ships it: <c>Address</c>. A tenant may have renamed it; a finding carries the tenant's own name.</param>
/// <param name="Label">The line's label, quoted from the provider.</param>
/// <param name="Provable">False: no call can show it, the customer confirms by hand.</param>
/// <param name="Listed">True: in the list of lines to tick. False: not in the list but needed in practice, so checked and explained as well.</param>
public sealed record PermissionRequirement(string Key, string Category, string Label, bool Provable, bool Listed)
{
    /// <summary>A sync reads fields behind it: without it people lose what Gifted knows of them.</summary>
    public bool SyncNeeds { get; init; }
}
