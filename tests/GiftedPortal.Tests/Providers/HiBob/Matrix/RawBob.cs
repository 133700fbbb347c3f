using System.Net.Http.Json;
using System.Text.Json;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>Calls without anything of the portal's.</summary>
internal static class RawBob
{
    public static async Task<JsonElement> PostAsync(HttpClient bob, string path)
    {
        using var reply = await bob.PostAsJsonAsync(path, new { fields = new[] { "root.id" }, showInactive = true }, CancellationToken.None);
        return await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
    }

    public static Task<JsonElement> GetAsync(HttpClient bob, string path) => bob.GetFromJsonAsync<JsonElement>(path, CancellationToken.None);
}
