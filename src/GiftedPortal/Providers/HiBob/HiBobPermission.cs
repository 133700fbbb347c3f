namespace GiftedPortal.Providers.HiBob;

/// <summary>A line of Bob's permission screen, with the probe that shows whether it is ticked.</summary>
internal sealed record HiBobPermission(PermissionRequirement Requirement, Probe Probe)
{
    public string Key => Requirement.Key;
}

/// <summary>How a permission shows itself in Bob's answers.</summary>
internal abstract record Probe
{
    private Probe()
    {
    }

    /// <summary>Fields of a category in the people search. <paramref name="Gifting"/> are those that gifting lives on.</summary>
    internal sealed record Section(string CategoryId, IReadOnlyList<string> Gifting) : Probe;

    /// <summary>One field in the people search, whatever category it is in.</summary>
    internal sealed record Field(string Id) : Probe;

    /// <summary>Past rows of a table. <paramref name="Columns"/> are those that have a history of their own (<c>historical</c> in Bob's metadata).</summary>
    internal sealed record History(string CategoryId, string Table, IReadOnlyList<string> Columns) : Probe;

    /// <summary>No documented call shows it.</summary>
    internal sealed record None(string? CategoryId) : Probe;
}
