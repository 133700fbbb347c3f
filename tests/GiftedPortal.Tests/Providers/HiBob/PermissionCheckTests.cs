using System.Net;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Providers.HiBob;

public sealed class PermissionCheckTests : IDisposable
{
    private readonly FakeBob _bob = new();

    public void Dispose() => _bob.Dispose();

    [Fact]
    public async Task Everything_granted_is_seen_with_five_calls()
    {
        var report = await _bob.CheckAsync();

        report.Findings.Where(finding => finding.Outcome.Word != "Granted").Select(finding => finding.Key)
            .Should().Equal("address.history", "changes.view");
        report.Calls.Should().HaveCount(5);
        _bob.Requests.Should().HaveCount(5);
        report.Credentials.Accepted.Should().BeTrue();
        report.AccountId.Should().Be("637323");
        report.Audience.Should().BeEquivalentTo(new Audience(true, 3, new Dictionary<string, int> { ["Employed"] = 2, ["Hired"] = 1 }) { Inactive = 1 });
    }

    [Fact]
    public async Task What_no_call_can_show_is_said_so()
    {
        var report = await _bob.CheckAsync();

        report.Word("address.history").Should().Be("CannotBeChecked");
        report.Word("changes.view").Should().Be("CannotBeChecked");
    }

    [Fact]
    public async Task Only_null_values_prove_a_permission_too()
    {
        _bob.Statuses.RemoveRange(1, 2); // the first person's values are all null

        (await _bob.CheckAsync()).Word("personal.view").Should().Be("Granted");
    }

    [Fact]
    public async Task A_category_that_nobody_shows_is_missing_and_its_neighbours_in_the_same_object_are_not()
    {
        _bob.Sections.Remove("home");

        var report = await _bob.CheckAsync();

        report.Word("home.view").Should().Be("Missing");
        report.Word("personalContact.view").Should().Be("Granted");
        report.Finding("home.view").Evidence.Absent.Should().Contain(["home.familyStatus", "home.numberOfKids"]);
        report.Finding("home.view").Evidence.PeopleSeen.Should().Be(3);
    }

    [Fact]
    public async Task One_hidden_field_that_gifting_needs_makes_partly()
    {
        _bob.Hidden.Add("address.line1");

        var report = await _bob.CheckAsync();

        report.Word("address.view").Should().Be("Partly");
        report.Finding("address.view").Evidence.Absent.Should().Equal("address.line1");
        report.Dialect.Should().Be(PermissionDialect.Field);
    }

    [Fact]
    public async Task The_only_gifting_field_of_a_category_hidden_is_partly_while_others_show()
    {
        _bob.Hidden.Add("personal.shortBirthDate");

        (await _bob.CheckAsync()).Word("personal.view").Should().Be("Partly");
    }

    [Fact]
    public async Task A_moved_field_counts_for_the_category_that_the_tenant_put_it_in()
    {
        _bob.Metadata["home.numberOfKids"] = ("personal", "About you");
        _bob.Metadata["personal.shortBirthDate"] = ("personal", "About you");
        _bob.Sections.Remove("personal");

        var report = await _bob.CheckAsync();

        report.Word("home.view").Should().Be("Granted");
        report.Word("personal.view").Should().Be("Missing");
        report.Finding("personal.view").Category.Should().Be("About you");
    }

    [Fact]
    public async Task A_category_without_a_field_in_the_tenant_is_inconclusive()
    {
        foreach (var id in _bob.Metadata.Where(field => field.Value.Id == "identification").Select(field => field.Key).ToList())
            _bob.Metadata[id] = ("other", "Other");

        (await _bob.CheckAsync()).Word("identification.view").Should().Be("Inconclusive");
    }

    [Fact]
    public async Task The_office_address_proves_nothing_about_the_persons()
    {
        _bob.Metadata.Keys.Where(id => id.StartsWith("address.", StringComparison.Ordinal) && id != "address.siteCity").ToList().ForEach(id => _bob.Hidden.Add(id));

        (await _bob.CheckAsync()).Word("address.view").Should().Be("Missing");
    }

    [Fact]
    public async Task Sensitive_fields_are_never_asked_for()
    {
        await _bob.CheckAsync();

        var asked = _bob.LastSearch["fields"]!.AsArray().Select(field => field!.GetValue<string>()).ToList();
        asked.Should().NotContain(["identification.ssn", "financial.passportNumber", "personal.birthDate", "payroll.salary.payment"]);
        asked.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_search_asks_for_everybody_in_machine_format()
    {
        await _bob.CheckAsync();

        _bob.LastSearch["showInactive"]!.GetValue<bool>().Should().BeTrue();
        _bob.LastSearch.AsObject().Select(property => property.Key).Should().BeEquivalentTo("showInactive", "fields");
    }

    [Fact]
    public async Task The_email_permission_is_judged_on_its_own()
    {
        _bob.Sections.Remove("email");

        var report = await _bob.CheckAsync();

        report.Word("email.view").Should().Be("Missing");
        report.Word("basic.view").Should().Be("Granted");
    }

    [Fact]
    public async Task Nobody_in_the_audience_is_inconclusive_not_missing()
    {
        _bob.Statuses.Clear();

        var report = await _bob.CheckAsync();

        Provable(report).Should().OnlyContain(word => word == "Inconclusive");
        report.Audience.Should().BeEquivalentTo(new Audience(true, 0, new Dictionary<string, int>()));
    }

    [Fact]
    public async Task A_forbidden_search_is_inconclusive()
    {
        _bob.Instead[FakeBob.Search] = () => new HttpResponseMessage(HttpStatusCode.Forbidden);
        _bob.Instead["/v1/bulk/people/work"] = () => new HttpResponseMessage(HttpStatusCode.Forbidden);

        var report = await _bob.CheckAsync();

        report.Word("address.view").Should().Be("Inconclusive");
        report.Word("work.history").Should().Be("Inconclusive");
        report.Audience.Known.Should().BeFalse();
        report.Credentials.Accepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_forbidden_table_is_missing_where_people_are_visible()
    {
        _bob.Histories.Remove("work");
        _bob.Sections.Remove("work");

        (await _bob.CheckAsync()).Word("work.history").Should().Be("Missing");
    }

    [Fact]
    public async Task One_row_each_is_inconclusive()
    {
        _bob.RowsEach = 1;
        _bob.Histories.Remove("lifecycle");

        var report = await _bob.CheckAsync();

        report.Word("employment.history").Should().Be("Inconclusive");
        report.Word("lifecycle.history").Should().Be("Inconclusive");
    }

    [Fact]
    public async Task The_other_shapes_of_rows_and_metadata_give_the_same_verdicts()
    {
        var plain = await _bob.CheckAsync();
        _bob.WrapRows = _bob.WrapFields = true;

        var wrapped = await _bob.CheckAsync();

        wrapped.Findings.Should().BeEquivalentTo(plain.Findings);
    }

    [Fact]
    public async Task Histories_without_sections_unmarked_tell_the_older_dialect()
    {
        _bob.Sections.Remove("employment");

        var report = await _bob.CheckAsync();

        report.Word("employment.view").Should().Be("Missing");
        report.Word("employment.history").Should().Be("Granted");
        report.Dialect.Should().Be(PermissionDialect.Category);
    }

    [Fact]
    public async Task The_header_for_restricted_columns_tells_the_newer_dialect()
    {
        _bob.Instead["/v1/bulk/people/work"] = () =>
        {
            var response = FakeBob.Json("""{"results":[]}""");
            response.Headers.Add("X-Has-Restricted-Columns", "true");
            return response;
        };

        (await _bob.CheckAsync()).Dialect.Should().Be(PermissionDialect.Field);
    }

    [Fact]
    public async Task Findings_are_told_once_each_and_none_is_taken_back()
    {
        _bob.Sections.Remove("home");
        var told = new Told();

        var report = await _bob.CheckAsync(told);

        told.Findings.Select(finding => finding.Key).Should().BeEquivalentTo(report.Findings.Select(finding => finding.Key));
        told.Findings.Should().AllSatisfy(finding => finding.Outcome.Should().Be(report.Finding(finding.Key).Outcome));
    }

    [Fact]
    public async Task A_verdict_is_told_before_the_reply_has_ended()
    {
        var told = new Told();
        var granted = new List<string>();
        _bob.Instead[FakeBob.Search] = () => new HttpResponseMessage
        {
            Content = new StreamContent(new TwoPieces(
                _bob.Employees([.. _bob.Metadata.Keys])[..^2],
                () => granted.AddRange(told.Findings.Where(finding => finding.Outcome.Word == "Granted").Select(finding => finding.Key)))),
        };

        await _bob.CheckAsync(told);

        granted.Should().Contain(["address.view", "personal.view", "basic.view"]);
    }

    [Fact]
    public async Task What_a_late_401_overturns_is_told_again()
    {
        var told = new Told();
        _bob.Instead["/v1/bulk/people/work"] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);

        var report = await _bob.CheckAsync(told);

        foreach (var finding in report.Findings)
            told.Findings.Last(heard => heard.Key == finding.Key).Outcome.Should().Be(finding.Outcome);
    }

    internal static IEnumerable<string> Provable(PermissionReport report) =>
        report.Findings.Where(finding => finding.Key is not ("address.history" or "changes.view")).Select(finding => finding.Outcome.Word);

    private sealed class TwoPieces(string first, Action beforeSecond) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(first))
    {
        private bool _ended;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length || _ended)
                return base.ReadAsync(buffer, cancellationToken);
            beforeSecond();
            _ended = true;
            "]}"u8.CopyTo(buffer.Span);
            return ValueTask.FromResult(2);
        }
    }

    private sealed class Told : IProgress<PermissionFinding>
    {
        public List<PermissionFinding> Findings { get; } = [];

        public void Report(PermissionFinding value) => Findings.Add(value);
    }
}
