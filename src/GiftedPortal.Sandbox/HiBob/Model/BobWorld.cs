using System.Collections.Immutable;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>Everything that the simulated Bob knows: its companies, and what their administrators set up. Safe for any number of threads:
/// readers get a snapshot, changes happen one after the other and are on disk before anybody sees them.</summary>
/// <remarks>Operations on a company, service user or group that does not exist throw <see cref="KeyNotFoundException"/>.</remarks>
public sealed partial class BobWorld
{
    private readonly Lock _changing = new();
    private readonly TimeProvider _time;
    private readonly WorldFile? _file;
    private readonly Dictionary<long, Tenant> _originals;
    private volatile ImmutableDictionary<long, CompanySettings> _settings;
    private volatile IReadOnlyList<Tenant> _tenants;

    /// <summary>A world with these companies, remembering its settings in one file.</summary>
    /// <param name="tenants">The companies.</param>
    /// <param name="time">The clock for creation times.</param>
    /// <param name="dataFile">Where the settings are kept, or null to keep them in memory. Read at once if it exists.</param>
    public BobWorld(IEnumerable<Tenant> tenants, TimeProvider time, string? dataFile = null)
    {
        _tenants = [.. tenants];
        _originals = _tenants.ToDictionary(tenant => tenant.CompanyId);
        _time = time;
        _file = dataFile is null ? null : new WorldFile(dataFile);
        _settings = _file?.Read() ?? ImmutableDictionary<long, CompanySettings>.Empty;
        _tenants = Changed(_settings);
    }

    /// <summary>The companies as they are now.</summary>
    public IReadOnlyList<Tenant> Tenants => _tenants;

    /// <summary>The company with that number, or null.</summary>
    public Tenant? FindTenant(long companyId) => Tenants.FirstOrDefault(tenant => tenant.CompanyId == companyId);

    /// <summary>What a company's administrators set up, as it is now.</summary>
    public CompanySettings SettingsOf(long companyId) => _settings.GetValueOrDefault(companyId, CompanySettings.Empty);

    private void Change(long companyId, Func<CompanySettings, CompanySettings> change)
    {
        if (FindTenant(companyId) is null)
            throw new KeyNotFoundException($"There is no company {companyId}.");

        lock (_changing)
        {
            var next = _settings.SetItem(companyId, change(SettingsOf(companyId)));
            _file?.Write(next);
            if (next[companyId].Changes != SettingsOf(companyId).Changes)
                _tenants = Changed(next);
            _settings = next;
        }
    }

    private List<Tenant> Changed(ImmutableDictionary<long, CompanySettings> settings) =>
        [.. _tenants.Select(tenant => settings.GetValueOrDefault(tenant.CompanyId, CompanySettings.Empty).Changes.ApplyTo(_originals[tenant.CompanyId]))];
}
