using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using NJsonSchema;

namespace GiftedPortal.Tests.Sandbox.Vendor;

/// <summary>The sandbox's replies against the vendor's own description of them.</summary>
public sealed class VendorTests : BobTest
{
    private static readonly string[] Tables = ["employment", "lifecycle", "work"];

    private static IEnumerable<Grant> Everything => Acme.PermissionLines.Select(line => line.Grant);

    [Theory]
    [InlineData("company/people/fields", "/company/people/fields")]
    [InlineData("company/named-lists", "/company/named-lists")]
    [InlineData("company/named-lists/department", "/company/named-lists/{listName}")]
    [InlineData("company/named-lists/site", "/company/named-lists/{listName}")]
    [InlineData("profiles", "/profiles")]
    [InlineData("bulk/people/employment?limit=200", "/bulk/people/employment")]
    [InlineData("bulk/people/lifecycle?limit=200", "/bulk/people/lifecycle")]
    [InlineData("bulk/people/work?limit=200", "/bulk/people/work")]
    public async Task A_reply_is_what_the_document_says(string address, string path)
    {
        var document = await VendorDocument.OpenAsync();
        Sandbox.World.SetQuirks(Acme.CompanyId, new() { RowsInWrapper = true });

        Unexcused(Compare(document.Reply("get", path), await Read(address))).Should().BeEmpty();
    }

    [Fact]
    public async Task An_employee_found_by_search_or_alone_is_what_the_document_says()
    {
        var document = await VendorDocument.OpenAsync();

        foreach (var (path, person) in await People())
            Unexcused(Compare(document.Employee(path), person)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("employment")]
    [InlineData("lifecycle")]
    [InlineData("work")]
    public async Task A_bare_row_and_a_row_of_one_person_have_every_column_of_the_document(string table)
    {
        var document = await VendorDocument.OpenAsync();
        var documented = Names(document.BulkRow(table)).Select(name => name == "CreationDate" ? "creationDate" : name).Except(["reason"]).ToList();
        var entry = (await Element($"bulk/people/{table}")).GetProperty("results")[0];
        var alone = await Element($"people/{entry.GetProperty("employeeId").GetString()}/{table}");

        foreach (var row in new[] { entry.GetProperty("values")[0], alone.GetProperty("values")[0] })
        {
            Unexcused(Compare(document.BulkRow(table), row.GetRawText())).Should().BeEmpty();
            row.EnumerateObject().Select(column => column.Name).Should().Contain(documented);
        }

        Unexcused(Compare(document.Reply("get", $"/people/{{id}}/{table}"), alone.GetRawText())).Should().BeEmpty();
    }

    [Fact]
    public async Task No_slip_is_listed_in_vain()
    {
        var document = await VendorDocument.OpenAsync();
        Sandbox.World.SetQuirks(Acme.CompanyId, new() { RowsInWrapper = true });
        var found = new List<Deviation>();
        foreach (var path in (string[])["/company/people/fields", "/company/named-lists", "/profiles", .. Tables.Select(table => "/bulk/people/" + table)])
            found.AddRange(Compare(document.Reply("get", path), await Read(path[1..])));
        foreach (var (path, person) in await People())
            found.AddRange(Compare(document.Employee(path), person));

        VendorSlips.All.Where(slip => !found.Exists(slip.Excuses)).Should().BeEmpty();
    }

    private static IEnumerable<string> Names(JsonSchema row) => row.Properties.Keys.Concat(row.AllOf.SelectMany(Names)).Distinct();

    private static string Unexcused(IEnumerable<Deviation> deviations) =>
        string.Join('\n', deviations.Where(deviation => !VendorSlips.All.Any(slip => slip.Excuses(deviation))).Select(deviation => $"{deviation.Path} {deviation.Kind}").Distinct());

    private static IReadOnlyList<Deviation> Compare(JsonSchema schema, string reply) => VendorDocument.Deviations(schema, reply);

    private async Task<List<(string Path, string Json)>> People()
    {
        var client = Client(Acme, Everybody, Everything);
        var body = new { fields = Acme.Fields.Fields.Select(field => field.Id), showInactive = true };
        var people = (await Search(client, body)).Take(50).Select(person => person.GetRawText()).ToList();
        var id = JsonDocument.Parse(people[0]).RootElement.GetProperty("id").GetString();
        using var content = new StringContent(JsonSerializer.Serialize(body));
        using var alone = await client.PostAsync(new Uri("people/" + id, UriKind.Relative), content, Stop);
        return [.. people.Select(person => ("/people/search", person)), ("/people/{identifier}", await alone.Content.ReadAsStringAsync(Stop))];
    }

    private async Task<JsonElement> Element(string address) => JsonDocument.Parse(await Read(address)).RootElement;

    private async Task<string> Read(string address)
    {
        using var reply = await Get(Client(Acme, Everybody, Everything), address);
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadAsStringAsync(Stop);
    }
}
