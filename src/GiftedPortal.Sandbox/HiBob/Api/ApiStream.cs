using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Writes <c>{"employees":[…]}</c>, or another list, while the employees are made: a piece leaves the process before the next person exists.</summary>
internal static class ApiStream
{
    private const int FlushAt = 64 * 1024;

    public static Task<IResult> ReplyAsync(HttpContext context, IEnumerable<Employee> employees, Action<Utf8JsonWriter, Employee> write) =>
        ReplyAsync(context, "employees", employees, write);

    /// <param name="context">The call.</param>
    /// <param name="list">What the reply calls its one list.</param>
    /// <param name="items">What is in it.</param>
    /// <param name="write">Writes one of them.</param>
    public static async Task<IResult> ReplyAsync<T>(HttpContext context, string list, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var (body, stop) = (context.Response.BodyWriter, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(body, ApiJson.Writing);
        var sent = 0L;
        json.WriteStartObject();
        json.WriteStartArray(list);
        foreach (var item in items)
        {
            write(json, item);
            if (json.BytesCommitted + json.BytesPending - sent < FlushAt)
                continue;

            // completed once the caller is gone, which ends a reply that nobody reads
            await json.FlushAsync(stop);
            if ((await body.FlushAsync(stop)).IsCompleted)
                return Results.Empty;
            sent = json.BytesCommitted;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(stop);
        await body.FlushAsync(stop);
        return Results.Empty;
    }
}
