using System.Text.Encodings.Web;
using System.Text.Json;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>How replies are written: names of people in their own letters, not as escapes.</summary>
internal static class ApiJson
{
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a small reply.</summary>
    public static async Task<IResult> ReplyAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, Writing))
            write(json);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        return Results.Empty;
    }
}
