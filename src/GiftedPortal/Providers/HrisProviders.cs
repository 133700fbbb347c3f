namespace GiftedPortal.Providers;

/// <summary>The providers that this portal can connect.</summary>
public sealed class HrisProviders(IEnumerable<IHrisProvider> providers)
{
    private readonly Dictionary<string, IHrisProvider> _byKey = providers.ToDictionary(provider => provider.Key);

    /// <summary>The provider that a new connection uses: the first one registered.</summary>
    public IHrisProvider Default => _byKey.Values.First();

    /// <summary>The provider with this key.</summary>
    /// <exception cref="KeyNotFoundException">A stored connection names a provider that this version does not have.</exception>
    public IHrisProvider this[string key] => _byKey[key];
}
