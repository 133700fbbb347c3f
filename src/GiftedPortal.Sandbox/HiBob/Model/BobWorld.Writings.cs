using System.Collections.Concurrent;
using System.Collections.Immutable;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <remarks>What API calls wrote is forgotten when the process ends.</remarks>
public sealed partial class BobWorld
{
    private readonly ConcurrentDictionary<long, ImmutableList<Writing>> _writings = [];

    /// <summary>How long reads go on showing what was there before a write: the most that Bob's documentation allows for
    /// (https://apidocs.hibob.com/docs/people-read-api-contract).</summary>
    public static TimeSpan ReadLag { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Undoes everything that API calls wrote about a company.</summary>
    public void ForgetWritings(long companyId) => _writings.TryRemove(companyId, out _);

    internal DateTimeOffset Now => _time.GetUtcNow();

    internal void Write(long companyId, params IEnumerable<Writing> writings) =>
        _writings.AddOrUpdate(companyId, _ => [.. writings], (_, all) => all.AddRange(writings));

    /// <summary>The company as reads show it.</summary>
    internal Tenant Shown(Tenant tenant)
    {
        var settled = Now - ReadLag;
        return With(tenant, WritingsOf(tenant).Where(writing => writing.At <= settled));
    }

    /// <summary>The company with every write, as the next write finds it.</summary>
    internal Tenant Latest(Tenant tenant) => With(tenant, WritingsOf(tenant));

    private ImmutableList<Writing> WritingsOf(Tenant tenant) => _writings.GetValueOrDefault(tenant.CompanyId, []);

    private static Tenant With(Tenant tenant, IEnumerable<Writing> writings) => writings.ToList() is { Count: > 0 } all
        ? tenant with { People = tenant.People.With(new Writings(all)), NewItems = all.OfType<ItemWritten>().ToLookup(item => item.List, item => item.Item) }
        : tenant;
}
