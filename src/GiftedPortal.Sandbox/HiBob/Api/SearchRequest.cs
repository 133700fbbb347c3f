using System.Text.Json;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>The body of a people search (https://apidocs.hibob.com/reference/post_people-search).</summary>
/// <param name="Fields">What is asked for, or null for the default set.</param>
/// <param name="Filter">Whom, or null for everybody.</param>
/// <param name="ShowInactive">Whether people who have not started or who left are wanted too.</param>
/// <param name="Readable">Which format.</param>
internal sealed record SearchRequest(IReadOnlyList<string>? Fields, SearchFilter? Filter, bool ShowInactive, ReadableFormat Readable)
{
    private const int MostFields = 400;

    /// <exception cref="BadSearchException">The body breaks one of the documented rules.</exception>
    public static async Task<SearchRequest> ReadAsync(HttpRequest request, bool allowEmptyFilters)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return body.RootElement.ValueKind is JsonValueKind.Object
                ? new(FieldsOf(body.RootElement), SearchFilter.Of(body.RootElement, allowEmptyFilters), ShowInactiveOf(body.RootElement), ReadableOf(body.RootElement))
                : throw new BadSearchException("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new BadSearchException("The body is not JSON.");
        }
    }

    private static List<string>? FieldsOf(JsonElement body)
    {
        if (!body.TryGetProperty("fields", out var fields) || fields.ValueKind is JsonValueKind.Null)
            return null;

        var ids = SearchFilter.Strings(fields, "fields");
        return ids.Count <= MostFields ? ids : throw new BadSearchException($"At most {MostFields} fields can be asked for.");
    }

    private static bool ShowInactiveOf(JsonElement body) => body.TryGetProperty("showInactive", out var flag)
        && flag.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new BadSearchException("showInactive must be true or false."),
        };

    // any value but the two known ones reads as none, so that true does nothing
    private static ReadableFormat ReadableOf(JsonElement body) => body.TryGetProperty("humanReadable", out var format) && format.ValueKind is JsonValueKind.String
        ? format.GetString() switch
        {
            "APPEND" => ReadableFormat.Append,
            "REPLACE" => ReadableFormat.Replace,
            _ => ReadableFormat.None,
        }
        : ReadableFormat.None;
}

/// <summary>Whether values come in the machine format, in the readable one, or in both.</summary>
internal enum ReadableFormat
{
    None,
    Append,
    Replace,
}

/// <summary>A request that Bob answers with 400.</summary>
internal sealed class BadSearchException(string message) : Exception(message);
