using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>One kind of call to Bob's API. These four are all that the portal makes.</summary>
internal sealed record HiBobCall(HttpMethod Method, string Path, string Query, byte[]? Body, bool NeedsPermission, TimeSpan AnswerWithin)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The tenant's fields. Needs nothing but valid credentials (apidocs.hibob.com/changelog/reading-fields-metadata-permission-update).</summary>
    public static HiBobCall Fields { get; } = new(HttpMethod.Get, "/company/people/fields", "", null, NeedsPermission: false, TimeSpan.FromSeconds(10));

    /// <summary>What the items of the tenant's lists are called.</summary>
    public static HiBobCall NamedLists { get; } = new(HttpMethod.Get, "/company/named-lists", "", null, NeedsPermission: true, TimeSpan.FromSeconds(10));

    /// <summary>How the call is named on screen and in logs.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>
    /// Everybody in the audience, with these fields, machine format. <c>filters</c> stays away: an empty list may be refused
    /// (apidocs.hibob.com/reference/post_people-search).
    /// </summary>
    public static HiBobCall Search(IEnumerable<string> fields) => new(
        HttpMethod.Post,
        "/people/search",
        "",
        JsonSerializer.SerializeToUtf8Bytes(new { showInactive = true, fields }),
        NeedsPermission: true,
        Patience);

    /// <summary>The first page of a table for everybody; 200 rows is the most that a page holds (apidocs.hibob.com/reference/employee-tables).</summary>
    public static HiBobCall Table(string table) => new(HttpMethod.Get, $"/bulk/people/{table}", "?limit=200", null, NeedsPermission: true, Patience);
}
