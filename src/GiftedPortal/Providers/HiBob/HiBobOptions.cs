namespace GiftedPortal.Providers.HiBob;

/// <summary>The configuration section <c>HiBob</c>: which Bob hosts a connection may use.</summary>
public sealed class HiBobOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "HiBob";

    /// <summary>Hosts by name. A connection stores the name, never the address.</summary>
    public Dictionary<string, HiBobEnvironment> Environments { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Name of the environment that a new connection uses.</summary>
    public string DefaultEnvironment { get; set; } = "";
}

/// <summary>One Bob host.</summary>
public sealed class HiBobEnvironment
{
    /// <summary>Address of the API including its version: <c>https://api.hibob.com/v1</c>.</summary>
    public string BaseUrl { get; set; } = "";
}
