using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox;

/// <summary>How a sandbox is set up. Everything has a default that works.</summary>
public sealed record SandboxOptions
{
    /// <summary>Where it listens; several addresses are separated by semicolons. Port 0 takes any free port.</summary>
    public string Urls { get; init; } = "http://localhost:5081";

    /// <summary>The file that remembers service users and permission groups, or null to forget them when the process ends.</summary>
    public string? DataFile { get; init; }

    /// <summary>The clock for rate limits and blocks.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The companies that use the simulated Bob.</summary>
    public IReadOnlyList<Tenant> Tenants { get; init; } = DemoTenants.All;
}
