using System.Collections.Concurrent;
using GiftedPortal.Sandbox.HiBob.Faults;

namespace GiftedPortal.Sandbox.HiBob.Model;

public sealed partial class BobWorld
{
    private readonly ConcurrentDictionary<(long CompanyId, string? ServiceUserId), Fault> _faults = [];

    /// <summary>Makes a company's API calls fail from now on, or those of one of its service users; <see cref="FaultKind.None"/> ends it.
    /// Forgotten when the process ends.</summary>
    public void SetFault(long companyId, string? serviceUserId, Fault fault)
    {
        if (FindTenant(companyId) is null)
            throw new KeyNotFoundException($"There is no company {companyId}.");
        if (fault.Kind is FaultKind.None)
            _faults.TryRemove((companyId, serviceUserId), out _);
        else
            _faults[(companyId, serviceUserId)] = fault;
    }

    /// <summary>The fault that all calls of a company meet now, or null.</summary>
    internal Fault? FaultOf(long companyId) => _faults.GetValueOrDefault((companyId, null));

    /// <summary>The fault that a service user's calls meet now, or null. Its own goes before its company's.</summary>
    internal Fault? FaultOf(string serviceUserId) => FindServiceUser(serviceUserId) is var (tenant, _)
        ? _faults.GetValueOrDefault((tenant.CompanyId, serviceUserId)) ?? _faults.GetValueOrDefault((tenant.CompanyId, null))
        : null;
}
