using System.Globalization;
using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Faults;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>The fault that an administrator of the sandbox chooses.</summary>
internal static class FaultForm
{
    /// <summary>The fault, or null where the form holds what the page does not offer.</summary>
    public static Fault? Read(IFormCollection form)
    {
        var endpoint = form["endpoint"].ToString() is { Length: > 0 } name ? name : null;
        return Enum.TryParse<FaultKind>(form["fault"], out var kind) && Enum.IsDefined(kind) && (endpoint is null || EndpointNames.All.Contains(endpoint))
            ? Fault.Of(kind) with { Endpoint = endpoint, Skip = Number(form["skip"]) ?? 0, Calls = Number(form["calls"]), RetryAfter = form.ContainsKey("retryAfter") }
            : null;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
