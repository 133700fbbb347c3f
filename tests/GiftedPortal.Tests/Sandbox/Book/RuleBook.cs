namespace GiftedPortal.Tests.Sandbox.Book;

/// <summary>What is documented or recorded of Bob, rule by rule. Each rule has a test that names it, or a reason why it has none.</summary>
internal static partial class RuleBook
{
    public static IReadOnlyList<Rule> All { get; } = [.. Callers, .. Search, .. Records, .. People, .. Metadata, .. Permissions, .. Tables, .. Others, .. Errors, .. Limits];

    /// <summary>Rules without a test, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions { get; } = new Dictionary<string, string>
    {
        ["caller.hosts"] = "The sandbox listens on the loopback address; which address is Bob's own is a setting of the caller.",
        ["caller.old-host"] = "The same; and Bob documents the api host only.",
        ["caller.tls"] = "The sandbox speaks plain HTTP on the loopback address.",
        ["caller.oauth"] = "For approved partners, at another host. What a caller of this API meets of it is that a Bearer header is refused, which caller.basic-only tests.",
        ["caller.status-page"] = "Another site of the vendor's; no reply of the API depends on it.",
        ["permission.other-endpoints"] = "Goals, job catalogue and positions are no part of the double.",
        ["table.address-internal"] = "An address of Bob's own web app, outside the public API; no caller may use it.",
        ["error.token-word"] = "The form of the reply was not recorded; the sandbox gives the empty body that was measured.",
        ["limit.old-people"] = "The call was shut off on 2025-05-06; its address leads to the web app's page like any other unknown one.",
    };
}

/// <summary>A fact about Bob.</summary>
/// <param name="Id">Topic and name.</param>
/// <param name="Says">The fact.</param>
/// <param name="Source">Where it is from: a page of Bob's documentation, or a published recording of a real company's replies.</param>
internal sealed record Rule(string Id, string Says, string Source);
