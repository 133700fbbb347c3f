using System.Globalization;
using System.Net;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>What people search shows, of whom, to whom: https://apidocs.hibob.com/docs/people-read-api-contract and
/// https://apidocs.hibob.com/docs/employee-data-api-field-level-permissions.</summary>
public sealed class VisibilityRules : BobTest
{
    private static readonly string[] Probe = ["root.id", "home.mobilePhone", "home.familyStatus", "address.line1", "no.such.field"];

    [Fact]
    [Rule("people.nobody", "caller.nothing-permitted")]
    public async Task A_service_user_in_no_group_gets_403()
    {
        var credentials = Sandbox.World.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted");

        using var reply = await PostSearch(Sandbox.Bob(credentials), new { });

        reply.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Json(reply)).GetProperty("error").GetString().Should().NotBeEmpty();
    }

    [Fact]
    [Rule("people.nobody")]
    public async Task An_audience_that_names_nobody_gets_403()
    {
        using var reply = await PostSearch(Client(Acme, Audience.Of(), View("root")), new { });

        reply.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_company_without_employees_gets_an_empty_list()
    {
        (await Search(Client(DemoTenants.Umbra, Everybody, View("root")), new { showInactive = true })).Should().BeEmpty();
    }

    [Fact]
    [Rule("people.not-permitted", "people.unknown-field")]
    public async Task Fields_that_are_not_permitted_or_do_not_exist_have_no_key()
    {
        var people = await Search(Client(Acme, Everybody, View("root"), View("personalContact")), new { fields = Probe });

        people.Should().AllSatisfy(person =>
        {
            person.TryGetProperty("address", out _).Should().BeFalse();
            person.TryGetProperty("no", out _).Should().BeFalse();
            person.GetProperty("home").TryGetProperty("familyStatus", out _).Should().BeFalse();
        });
    }

    [Fact]
    [Rule("record.empty", "record.both-forms")]
    public async Task A_permitted_field_without_a_value_has_a_nested_null_and_no_slash_key()
    {
        var people = await Search(Client(Acme, Everybody, View("root"), View("address")), new { fields = Probe });

        people.Should().AllSatisfy(person => person.GetProperty("address").TryGetProperty("line1", out _).Should().BeTrue());
        var (without, with) = (people.Where(IsNull).ToList(), people.Where(person => !IsNull(person)).ToList());
        without.Should().NotBeEmpty().And.AllSatisfy(person => person.TryGetProperty("/address/line1", out _).Should().BeFalse());
        with.Should().NotBeEmpty().And.AllSatisfy(person =>
            person.GetProperty("/address/line1").GetProperty("value").GetString().Should().Be(person.GetProperty("address").GetProperty("line1").GetString()));

        static bool IsNull(JsonElement person) => person.GetProperty("address").GetProperty("line1").ValueKind is JsonValueKind.Null;
    }

    [Fact]
    [Rule("record.root", "record.both-forms")]
    public async Task Basic_info_stands_at_the_top_level_and_under_slash_root()
    {
        var person = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id", "root.firstName" } }))[0];

        person.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("/root/id", "/root/firstName", "id", "firstName");
        decimal.Parse(person.GetProperty("id").GetString()!, CultureInfo.InvariantCulture).Should().BeGreaterThan(9007199254740992);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("email")]
    public async Task The_email_address_is_open_with_basic_info_or_with_the_email_line(string line)
    {
        var people = await Search(Client(Acme, Everybody, View(line)), new { fields = new[] { "root.email" } });

        people.Should().AllSatisfy(person => person.TryGetProperty("email", out _).Should().BeTrue());
    }

    [Fact]
    [Rule("permission.sensitive-older")]
    public async Task The_full_birth_date_needs_view_and_edit_in_the_older_model()
    {
        var body = new { fields = new[] { "personal.birthDate", "personal.shortBirthDate", "personal.age" } };

        var viewOnly = (await Search(Client(Acme, Everybody, View("personal")), body))[0].GetProperty("personal");
        var both = (await Search(Client(Acme, Everybody, View("personal"), Edit("personal")), body))[0].GetProperty("personal");

        viewOnly.EnumerateObject().Select(property => property.Name).Should().Equal("shortBirthDate");
        both.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("birthDate", "shortBirthDate", "age");
    }

    [Fact]
    [Rule("permission.sensitive-newer")]
    public async Task The_full_birth_date_needs_view_alone_with_field_level_permissions()
    {
        var people = await Search(Client(DemoTenants.Globex, Everybody, View("personal")), new { fields = new[] { "personal.birthDate" } });

        people.Should().AllSatisfy(person => person.GetProperty("personal").TryGetProperty("birthDate", out _).Should().BeTrue());
    }

    [Fact]
    [Rule("permission.newer")]
    public async Task A_field_can_differ_from_its_category_with_field_level_permissions()
    {
        var globex = DemoTenants.Globex;
        var credentials = Sandbox.AddServiceUser(globex, Everybody, View("address"));
        var group = Sandbox.World.SettingsOf(globex.CompanyId).GroupsOf(credentials.Id).Single();
        Sandbox.World.SetFieldOverride(globex.CompanyId, group.Id, "address.line1", GrantKind.View, false);
        Sandbox.World.SetFieldOverride(globex.CompanyId, group.Id, "root.id", GrantKind.View, true);

        var person = (await Search(Sandbox.Bob(credentials), new { fields = new[] { "root.id", "root.firstName", "address.line1", "address.city" } }))[0];

        person.TryGetProperty("id", out _).Should().BeTrue();
        person.TryGetProperty("firstName", out _).Should().BeFalse();
        person.GetProperty("address").EnumerateObject().Select(property => property.Name).Should().Equal("city");
    }

    [Fact]
    [Rule("metadata.moved")]
    public async Task A_moved_field_follows_the_permission_of_its_new_category()
    {
        var body = new { fields = new[] { "home.mobilePhone" } };

        var withHome = (await Search(Client(DemoTenants.Globex, Everybody, View("home")), body))[0];
        var withContact = (await Search(Client(DemoTenants.Globex, Everybody, View("personalContact")), body))[0];

        withHome.GetProperty("home").TryGetProperty("mobilePhone", out _).Should().BeTrue();
        withContact.EnumerateObject().Should().BeEmpty();
    }

    [Fact]
    [Rule("people.inactive", "people.inactive-audience", "people.plain-audience", "search.inactive-default")]
    public async Task People_who_have_not_started_or_who_left_need_both_the_audience_and_showInactive()
    {
        var fields = new[] { "internal.status", "internal.lifecycleStatus" };
        var everybody = Client(Acme, Everybody, View("lifecycle"));
        var employed = Client(Acme, Audience.EveryoneEmployed, View("lifecycle"));

        var all = await Search(everybody, new { fields, showInactive = true });
        all.Should().HaveCount(1000);
        all.Select(LifecycleOf).Distinct().Should().BeEquivalentTo(LifecycleStatus.All);
        (await Search(everybody, new { fields })).Should().AllSatisfy(IsActive);
        (await Search(employed, new { fields, showInactive = true })).Should().NotBeEmpty().And.AllSatisfy(IsActive);

        static string LifecycleOf(JsonElement person) => person.GetProperty("internal").GetProperty("lifecycleStatus").GetString()!;
        static void IsActive(JsonElement person) => person.GetProperty("internal").GetProperty("status").GetString().Should().Be("Active");
    }

    [Fact]
    [Rule("permission.groups-add-up", "people.outside")]
    public async Task Groups_add_up_for_the_people_in_their_own_audience()
    {
        var ids = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } })).Take(2).Select(person => person.GetProperty("id").GetString()!).ToList();
        var credentials = Sandbox.AddServiceUser(Acme, Audience.Of(ids), View("root"));
        Sandbox.AddGroup(Acme, credentials, Audience.Of(ids[0]), View("home"));

        var people = await Search(Sandbox.Bob(credentials), new { fields = new[] { "root.id", "home.familyStatus" } });

        people.Select(person => (person.GetProperty("id").GetString()!, person.TryGetProperty("home", out _))).Should().Equal((ids[0], true), (ids[1], false));
    }

    [Fact]
    [Rule("search.default-fields")]
    public async Task Without_fields_the_default_set_comes_as_far_as_permitted()
    {
        var person = (await Search(Client(Acme, Everybody, View("root"), View("work"), View("home")), new { }))[0];

        person.TryGetProperty("firstName", out _).Should().BeTrue();
        person.GetProperty("work").TryGetProperty("startDate", out _).Should().BeTrue();
        person.TryGetProperty("home", out _).Should().BeFalse();
        person.TryGetProperty("about", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_box_that_is_ticked_shows_in_the_next_call()
    {
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, View("root"));
        var group = Sandbox.World.SettingsOf(Acme.CompanyId).Groups.Single();
        var body = new { fields = new[] { "home.familyStatus" } };

        var before = (await Search(Sandbox.Bob(credentials), body))[0];
        Sandbox.World.SetGrant(Acme.CompanyId, group.Id, View("home"), true);
        var after = (await Search(Sandbox.Bob(credentials), body))[0];

        before.TryGetProperty("home", out _).Should().BeFalse();
        after.TryGetProperty("home", out _).Should().BeTrue();
    }
    [Fact]
    [Rule("record.objects-are-no-categories")]
    public async Task The_objects_of_a_reply_are_not_the_categories()
    {
        var fields = new[] { "home.familyStatus", "home.privateEmail", "personal.communication.slackUsername", "payroll.employment.contract", "financial.passportNumber", "employee.firstDayOfWork" };

        (await Nested("home")).Should().Equal("home.familyStatus");
        (await Nested("personalContact")).Should().Equal("home.privateEmail");
        (await Nested("workContact")).Should().Equal("personal.communication.slackUsername");
        (await Nested("employment")).Should().Equal("payroll.employment.contract");
        (await Nested("identification")).Should().Equal("financial.passportNumber");
        (await Nested("lifecycle")).Should().Equal("employee.firstDayOfWork");

        async Task<List<string>> Nested(string category)
        {
            var person = (await Search(Client(Acme, Everybody, View(category)), new { fields }))[0];
            return [.. fields.Where(field => Has(person, field))];
        }

        static bool Has(JsonElement person, string path) =>
            path.Split('.').Aggregate((JsonElement?)person, (node, key) => node is { ValueKind: JsonValueKind.Object } at && at.TryGetProperty(key, out var next) ? next : null) is not null;
    }

    [Fact]
    [Rule("permission.birthday")]
    public async Task A_birthday_and_a_work_anniversary_need_no_edit()
    {
        var person = (await Search(Client(Acme, Everybody, View("personal"), View("work")), new { fields = new[] { "personal.shortBirthDate", "work.shortStartDate", "work.startDate" } }))[0];

        person.GetProperty("personal").TryGetProperty("shortBirthDate", out _).Should().BeTrue();
        person.GetProperty("work").EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("shortStartDate", "startDate");
    }

    [Fact]
    [Rule("people.last-day")]
    public async Task The_day_that_employment_ends_and_the_last_day_at_work_may_differ()
    {
        var leavers = (await Search(Client(Acme, Everybody, View("lifecycle")), new { fields = new[] { "internal.terminationDate", "employee.lastDayOfWork" }, showInactive = true }))
            .Where(person => person.GetProperty("internal").GetProperty("terminationDate").ValueKind is JsonValueKind.String).ToList();

        leavers.Select(person => Last(person) == End(person)).Should().Contain(true).And.Contain(false);

        static string End(JsonElement person) => person.GetProperty("internal").GetProperty("terminationDate").GetString()!;
        static string Last(JsonElement person) => person.GetProperty("employee").GetProperty("lastDayOfWork").GetString()!;
    }

    [Fact]
    [Rule("permission.newer")]
    public void The_newer_model_names_its_boxes_by_field_permission()
    {
        DemoTenants.Globex.PermissionLines.Where(line => line.CategoryId == "work").Select(line => line.Label).Should().Equal("View", "View history", "Edit");
    }

    [Fact]
    [Rule("permission.newer")]
    public async Task A_field_opened_by_itself_shows_without_its_category()
    {
        var globex = DemoTenants.Globex;
        var credentials = Sandbox.AddServiceUser(globex, Everybody);
        var group = Sandbox.World.SettingsOf(globex.CompanyId).GroupsOf(credentials.Id).Single();
        Sandbox.World.SetFieldOverride(globex.CompanyId, group.Id, "address.city", GrantKind.View, true);

        var person = (await Search(Sandbox.Bob(credentials), new { fields = new[] { "address.city", "address.line1" } }))[0];

        person.GetProperty("address").EnumerateObject().Select(property => property.Name).Should().Equal("city");
    }

}
