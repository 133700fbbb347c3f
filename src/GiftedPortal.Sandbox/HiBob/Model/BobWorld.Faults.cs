using System.Collections.Concurrent;
using System.Collections.Immutable;
using GiftedPortal.Sandbox.HiBob.Faults;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <remarks>Faults are forgotten when the process ends.</remarks>
public sealed partial class BobWorld
{
    private readonly ConcurrentDictionary<(long CompanyId, string? ServiceUserId), ImmutableList<ActiveFault>> _faults = [];

    /// <summary>Makes a company's API calls fail from now on, or those of one of its service users. Replaces the fault that was set for the same
    /// endpoint, or for all of them; <see cref="FaultKind.None"/> ends it, and without an endpoint it ends every one.</summary>
    public void SetFault(long companyId, string? serviceUserId, Fault fault)
    {
        MustExist(companyId);
        _faults.AddOrUpdate((companyId, serviceUserId), _ => With([], fault), (_, faults) => With(faults, fault));
    }

    /// <summary>Plays a scenario: these faults and no others, the first that fits a call meets it.</summary>
    public void SetFaults(long companyId, string? serviceUserId, params IEnumerable<Fault> faults)
    {
        MustExist(companyId);
        _faults[(companyId, serviceUserId)] = [.. faults.Where(fault => fault.Kind is not FaultKind.None).Select(fault => new ActiveFault(fault))];
    }

    /// <summary>The faults that a company's calls meet now, without those of single service users and those that are over.</summary>
    public IReadOnlyList<Fault> FaultsOf(long companyId) => [.. Faults(companyId, null).Where(fault => !fault.IsOver).Select(fault => fault.Fault)];

    /// <summary>Counts a call, and says which fault it meets, or null. A service user's own go before its company's.</summary>
    internal Fault? FaultOf(string serviceUserId, string endpoint) => FindServiceUser(serviceUserId) is var (tenant, _)
        ? Faults(tenant.CompanyId, serviceUserId).Concat(Faults(tenant.CompanyId, null)).FirstOrDefault(fault => fault.Meets(endpoint))?.Fault
        : null;

    private ImmutableList<ActiveFault> Faults(long companyId, string? serviceUserId) => _faults.GetValueOrDefault((companyId, serviceUserId), []);

    // a fault of one endpoint goes before one of all
    private static ImmutableList<ActiveFault> With(ImmutableList<ActiveFault> faults, Fault fault)
    {
        if (fault is { Kind: FaultKind.None, Endpoint: null })
            return [];
        var others = faults.RemoveAll(other => other.Fault.Endpoint == fault.Endpoint);
        return fault.Kind is FaultKind.None ? others : fault.Endpoint is null ? others.Add(new(fault)) : others.Insert(0, new(fault));
    }

    private void MustExist(long companyId)
    {
        if (FindTenant(companyId) is null)
            throw new KeyNotFoundException($"There is no company {companyId}.");
    }
}
