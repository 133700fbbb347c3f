using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Writes <c>{"employees":[…]}</c> while the employees are made: a piece leaves the process before the next person exists.</summary>
internal static class EmployeeStream
{
    private const int FlushAt = 64 * 1024;

    public static async Task<IResult> ReplyAsync(
        HttpContext context, IEnumerable<Employee> employees, Action<Utf8JsonWriter, Employee> write)
    {
        var (body, stop) = (context.Response.BodyWriter, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(body, ApiJson.Writing);
        var sent = 0L;
        json.WriteStartObject();
        json.WriteStartArray("employees");
        foreach (var employee in employees)
        {
            write(json, employee);
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
