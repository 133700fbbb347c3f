using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>A Bob of a few fields whose every answer a test can replace. It leaves out what is not granted, as Bob does.</summary>
internal sealed class FakeBob : HttpMessageHandler
{
    public const string Fields = "/v1/company/people/fields";
    public const string Search = "/v1/people/search";
    public const string NamedLists = "/v1/company/named-lists";

    /// <summary>Field id to (category id, category name).</summary>
    public Dictionary<string, (string Id, string Name)> Metadata { get; } = new()
    {
        ["root.id"] = ("root", "Basic info"),
        ["root.companyId"] = ("root", "Basic info"),
        ["root.email"] = ("root", "Basic info"),
        ["root.firstName"] = ("root", "Basic info"),
        ["root.surname"] = ("root", "Basic info"),
        ["root.displayName"] = ("root", "Basic info"),
        ["root.secondName"] = ("root", "Basic info"),
        ["personal.shortBirthDate"] = ("personal", "Personal"),
        ["personal.birthDate"] = ("personal", "Personal"),
        ["personal.pronouns"] = ("personal", "Personal"),
        ["personal.honorific"] = ("personal", "Personal"),
        ["home.privateEmail"] = ("personalContact", "Personal contact details"),
        ["home.privatePhone"] = ("personalContact", "Personal contact details"),
        ["home.mobilePhone"] = ("personalContact", "Personal contact details"),
        ["identification.ssn"] = ("identification", "Identification"),
        ["financial.passportNumber"] = ("identification", "Identification"),
        ["employee.sinExpirationDate"] = ("identification", "Identification"),
        ["work.startDate"] = ("work", "Work"),
        ["work.department"] = ("work", "Work"),
        ["work.title"] = ("work", "Work"),
        ["address.line1"] = ("address", "Address"),
        ["address.city"] = ("address", "Address"),
        ["address.postCode"] = ("address", "Address"),
        ["address.country"] = ("address", "Address"),
        ["address.siteCity"] = ("address", "Address"),
        ["address.usaState"] = ("address", "Address"),
        ["home.familyStatus"] = ("home", "Home"),
        ["home.numberOfKids"] = ("home", "Home"),
        ["home.legalGender"] = ("home", "Home"),
        ["payroll.employment.contract"] = ("employment", "Employment"),
        ["payroll.employment.type"] = ("employment", "Employment"),
        ["payroll.employment.fte"] = ("employment", "Employment"),
        ["payroll.salary.payment"] = ("payroll", "Payroll"),
        ["internal.lifecycleStatus"] = ("lifecycle", "Lifecycle"),
        ["internal.status"] = ("lifecycle", "Lifecycle"),
        ["internal.terminationDate"] = ("lifecycle", "Lifecycle"),
    };

    /// <summary>Category ids whose sections are granted, and <c>email</c>.</summary>
    public HashSet<string> Sections { get; } =
        ["root", "email", "personal", "personalContact", "identification", "work", "address", "home", "employment", "lifecycle"];

    /// <summary>Tables whose histories are granted.</summary>
    public HashSet<string> Histories { get; } = ["work", "employment", "lifecycle"];

    /// <summary>Fields hidden one by one, as field-level permissions do.</summary>
    public HashSet<string> Hidden { get; } = [];

    public List<string> Statuses { get; } = ["Employed", "Employed", "Hired"];

    /// <summary>The answer about named lists.</summary>
    public string Lists { get; set; } = "[]";

    public bool WrapRows { get; set; }

    public bool WrapFields { get; set; }

    public int RowsEach { get; set; } = 2;

    /// <summary>Answers that replace the usual ones, by path.</summary>
    public Dictionary<string, Func<HttpResponseMessage>> Instead { get; } = [];

    public ConcurrentQueue<(string Method, string PathAndQuery, string? Body, HttpRequestMessage Request)> Requests { get; } = new();

    /// <summary>Answers with 401 or 403 so far.</summary>
    public int Refusals { get; private set; }

    public JsonNode LastSearch => JsonNode.Parse(Requests.Last(request => request.PathAndQuery == Search).Body!)!;

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public bool Shows(string id) =>
        Metadata.TryGetValue(id, out var category) && !Hidden.Contains(id)
        && (id == "root.id" || Sections.Contains(id == "root.email" ? "email" : category.Id));

    public string Employees(IEnumerable<string> fields)
    {
        var list = new JsonArray();
        for (var i = 0; i < Statuses.Count; i++)
            list.Add(Employee(i, fields));
        return new JsonObject { ["employees"] = list }.ToJsonString();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await AnswerAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            Refusals++;
        return response;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Enqueue((request.Method.Method, request.RequestUri!.PathAndQuery, body, request));
        var path = request.RequestUri.AbsolutePath;
        if (Instead.TryGetValue(path, out var answer))
            return answer();
        return path switch
        {
            Fields => Json(MetadataJson()),
            Search => Json(Employees(JsonNode.Parse(body!)!["fields"]!.AsArray().Select(field => field!.GetValue<string>()))),
            NamedLists => Json(Lists),
            _ => Table(path.Split('/')[^1]),
        };
    }

    private string MetadataJson()
    {
        var list = new JsonArray([.. Metadata.Select(field => new JsonObject
        {
            ["id"] = field.Key,
            ["categoryId"] = field.Value.Id,
            ["categoryDisplayName"] = field.Value.Name,
            ["jsonPath"] = field.Key.StartsWith("root.", StringComparison.Ordinal) ? field.Key[5..] : field.Key,
            ["name"] = field.Key,
            ["type"] = "text",
        })]);
        return WrapFields ? new JsonObject { ["fields"] = list }.ToJsonString() : list.ToJsonString();
    }

    private JsonObject Employee(int number, IEnumerable<string> fields)
    {
        var employee = new JsonObject();
        foreach (var id in fields.Where(Shows))
        {
            var value = id switch
            {
                "root.id" => (4000000000000000000 + number).ToString(CultureInfo.InvariantCulture),
                "root.companyId" => "637323",
                "internal.lifecycleStatus" => Statuses[number],
                "internal.status" => Statuses[number] == "Hired" ? "Inactive" : "Active",
                _ => number % 2 == 0 ? null : "x",
            };
            Put(employee, id.StartsWith("root.", StringComparison.Ordinal) ? id[5..] : id, value);
            if (value is not null)
                employee["/" + id.Replace('.', '/')] = new JsonObject { ["value"] = value };
        }

        return employee;
    }

    private static void Put(JsonObject employee, string path, string? value)
    {
        var names = path.Split('.');
        var at = employee;
        foreach (var name in names[..^1])
            at = (JsonObject)(at[name] ??= new JsonObject());
        at[names[^1]] = value;
    }

    private HttpResponseMessage Table(string table)
    {
        if (Statuses.Count == 0 || (!Histories.Contains(table) && !Sections.Contains(table)))
            return Json("""{"key":"forbidden","error":"no permission"}""", HttpStatusCode.Forbidden);
        var results = new JsonArray();
        for (var i = 0; i < Statuses.Count; i++)
        {
            var rows = new JsonArray();
            for (var row = Histories.Contains(table) ? RowsEach : 1; row > 0; row--)
                rows.Add(new JsonObject { ["id"] = row, ["isCurrent"] = row == 1, ["title"] = null, ["contract"] = null, ["status"] = null });
            results.Add(new JsonObject { ["employeeId"] = $"{i}", ["values"] = WrapRows ? new JsonArray(new JsonObject { ["values"] = rows }) : rows });
        }

        return Json(new JsonObject { ["results"] = results, ["response_metadata"] = new JsonObject { ["next_cursor"] = null } }.ToJsonString());
    }
}
