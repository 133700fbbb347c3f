using System.Net;
using System.Net.Http.Headers;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Tables that a company made itself: https://apidocs.hibob.com/reference/employee-tables.</summary>
public sealed class CustomTableRules : BobTest
{
    [Fact]
    [Rule("other.custom-tables")]
    public async Task Custom_tables_are_described_with_their_columns()
    {
        using var reply = await Get(Client(Acme, Everybody, View("about")), "people/custom-tables/metadata");
        var table = (await Json(reply)).GetProperty("tables")[0];

        table.EnumerateObject().Select(property => property.Name).Should().Equal("id", "category", "name", "columns");
        table.GetProperty("columns")[0].EnumerateObject().Select(property => property.Name).Should().Equal("id", "name", "mandatory", "type", "typeData");
    }

    [Fact]
    [Rule("other.custom-table-list")]
    public async Task The_list_of_a_custom_column_is_named_after_table_and_column()
    {
        var client = Client(Acme, Everybody, View("about"));
        using var reply = await Get(client, "people/custom-tables/metadata");
        var table = (await Json(reply)).GetProperty("tables")[0];
        var column = table.GetProperty("columns")[0];
        var list = column.GetProperty("typeData").GetProperty("listId").GetString();

        list.Should().Be($"{table.GetProperty("id").GetString()}.{column.GetProperty("id").GetString()}");
        using var items = await Get(client, "company/named-lists/" + list);
        (await Json(items)).GetProperty("items").GetArrayLength().Should().BePositive();
    }

    [Theory]
    [Rule("other.custom-tables", "caller.content-type")]
    [InlineData("about", false, HttpStatusCode.OK)]
    [InlineData("work", false, HttpStatusCode.Forbidden)]
    [InlineData("about", true, HttpStatusCode.BadRequest)]
    public async Task Entries_are_read_person_by_person_and_a_get_must_not_name_a_content_type(string category, bool withContentType, HttpStatusCode expected)
    {
        var id = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } }))[0].GetProperty("id").GetString();
        var client = Client(Acme, Everybody, View(category));
        using var metadata = await Get(client, "people/custom-tables/metadata");
        var table = (await Json(metadata)).GetProperty("tables")[0].GetProperty("id").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"people/custom-tables/{id}/{table}");
        if (withContentType)
            request.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        using var reply = await client.SendAsync(request, Stop);

        reply.StatusCode.Should().Be(expected);
        reply.Content.Headers.ContentType!.MediaType.Should().Be(withContentType ? "text/html" : "application/json");
        if (expected is HttpStatusCode.OK)
            (await Json(reply)).GetProperty("values").EnumerateArray().Should().AllSatisfy(entry => entry.EnumerateObject().Should().HaveCount(2));
    }
}
