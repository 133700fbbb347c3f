using CsCheck;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Audience = GiftedPortal.Sandbox.HiBob.Model.Audience;
using Dialect = GiftedPortal.Sandbox.HiBob.Model.PermissionDialect;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>The provider over real HTTP, against a Bob that does not know how the provider reads it.</summary>
public class SandboxCheckTests
{
    private static readonly Audience Everybody = Audience.WithStatus(LifecycleStatus.All);

    [Fact]
    public async Task Everything_ticked_is_granted()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var report = await CheckAsync(sandbox, DemoTenants.GlobexServiceUser);

        report.Findings.Where(finding => finding.Outcome.Word != "Granted").Select(finding => finding.Key).Should().Equal("address.history", "changes.view");
        report.Finding("home.view").Category.Should().Be("Demographic");
        report.AccountId.Should().Be("704118");
        report.Audience.People.Should().Be(120);
        report.Audience.ByStatus.Values.Sum().Should().Be(120);
    }

    [Fact]
    public async Task A_service_user_without_a_group_is_inconclusive_and_its_credentials_are_accepted()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var credentials = sandbox.World.CreateServiceUser(DemoTenants.Acme.CompanyId, "Gifted", "Gifted");

        var report = await CheckAsync(sandbox, credentials);

        PermissionCheckTests.Provable(report).Should().OnlyContain(word => word == "Inconclusive");
        report.Credentials.Accepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_company_without_people_is_inconclusive()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var credentials = sandbox.AddServiceUser(DemoTenants.Umbra, Everybody, Lines(DemoTenants.Umbra));

        PermissionCheckTests.Provable(await CheckAsync(sandbox, credentials)).Should().OnlyContain(word => word == "Inconclusive");
    }

    [Fact]
    public async Task One_row_each_cannot_show_a_history()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var credentials = sandbox.AddServiceUser(DemoTenants.Hooli, Everybody, Lines(DemoTenants.Hooli));

        var report = await CheckAsync(sandbox, credentials);

        report.Word("work.history").Should().Be("Inconclusive");
        report.Word("work.view").Should().Be("Granted");
    }

    [Fact]
    public async Task A_wrong_token_is_rejected()
    {
        await using var sandbox = await SandboxServer.StartAsync();

        PermissionCheckTests.Provable(await CheckAsync(sandbox, DemoTenants.GlobexServiceUser with { Token = "wrong" })).Should().OnlyContain(word => word == "CredentialsRejected");
    }

    [Theory]
    [InlineData(FaultKind.Unauthorized, "CredentialsRejected")]
    [InlineData(FaultKind.Forbidden, "Inconclusive")]
    [InlineData(FaultKind.RateLimited, "RateLimited")]
    [InlineData(FaultKind.ServerError, "Unreachable")]
    [InlineData(FaultKind.HtmlPage, "Unreachable")]
    [InlineData(FaultKind.TruncatedJson, "Unreachable")]
    public async Task Trouble_is_never_a_verdict_about_a_permission(FaultKind kind, string word)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        sandbox.World.SetFault(DemoTenants.Globex.CompanyId, null, Fault.Of(kind));

        var report = await CheckAsync(sandbox, DemoTenants.GlobexServiceUser);

        // a body cut off may have shown the e-mail address first, which needs no metadata
        PermissionCheckTests.Provable(report).Except(kind == FaultKind.TruncatedJson ? ["Granted"] : []).Should().Equal(word);
    }

    [Fact]
    public async Task Everybody_in_the_audience_is_read()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var credentials = sandbox.AddServiceUser(DemoTenants.Acme, Everybody, Lines(DemoTenants.Acme));
        var people = new List<ProviderPerson>();

        await foreach (var person in Provider(sandbox).ReadPeopleAsync(Connection(credentials), _ => { }, TestContext.Current.CancellationToken))
            people.Add(person);

        people.Should().HaveCount(1000);
        people.Should().OnlyContain(person => person.Visible == (PersonFields)((1 << 15) - 1) && person.AccountId == "637323");
        people.Should().Contain(person => person.ManagerId != null).And.Contain(person => person.Birthday != null).And.Contain(person => person.Address != null);
        people.Select(person => person.Status).Should().NotContainNulls();
    }

    [Fact]
    public async Task No_false_granted_and_no_false_missing_over_random_grants()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var cases =
            from tenant in Gen.OneOf(DemoTenants.Globex, DemoTenants.Hooli)
            from draws in Gen.Double.Unit.Array[Lines(tenant).Count]
            from hidden in Gen.OneOf([.. HiBobPermissions.GiftingFields]).Array[0, 3]
            select (tenant, Grants: Lines(tenant).Where((_, i) => draws[i] < 0.7).ToHashSet(), hidden);

        await cases.SampleAsync(
            async sample =>
            {
                var (tenant, grants, hidden) = sample;
                var credentials = sandbox.World.CreateServiceUser(tenant.CompanyId, "Gifted", "Gifted");
                var group = sandbox.AddGroup(tenant, credentials, Everybody, grants);
                var fields = tenant.Dialect == Dialect.FieldLevel ? hidden : [];
                foreach (var field in fields)
                    sandbox.World.SetFieldOverride(tenant.CompanyId, group.Id, field, GrantKind.View, false);

                var report = await CheckAsync(sandbox, credentials);

                report.Calls.Should().HaveCount(5);
                foreach (var finding in report.Findings)
                    finding.Outcome.Word.Should().BeOneOf(Expected(finding.Key, tenant, grants, fields), finding.Key);
            },
            iter: 60,
            threads: 1);
    }

    private static string[] Expected(string key, Tenant tenant, HashSet<Grant> grants, string[] hidden)
    {
        switch (HiBobPermissions.Find(key)!.Probe)
        {
            case Probe.None:
                return ["CannotBeChecked"];
            case Probe.Field:
                return grants.Contains(new Grant("email", GrantKind.View)) || grants.Contains(new Grant("root", GrantKind.View)) ? ["Granted"] : ["Missing"];
            case Probe.Section section:
                var gifting = HiBobPermissions.GiftingFields.Where(id => tenant.Fields.Fields.Single(field => field.Id == id).CategoryId == section.CategoryId).ToList();
                var open = gifting.Count(id => grants.Contains(new Grant(section.CategoryId, GrantKind.View)) && !hidden.Contains(id));
                return open == gifting.Count ? ["Granted"] : open > 0 ? ["Partly"] : grants.Contains(new Grant(section.CategoryId, GrantKind.View)) ? ["Partly", "Missing"] : ["Missing"];
            case Probe.History history:
                var sections = grants.Contains(new Grant(history.CategoryId, GrantKind.View));
                if (grants.Contains(new Grant(history.CategoryId, GrantKind.ViewHistory)))
                    return tenant == DemoTenants.Hooli ? ["Inconclusive"] : ["Granted"];
                return !sections ? ["Missing"] : tenant == DemoTenants.Hooli ? ["Inconclusive"] : ["Missing"];
            default:
                throw new InvalidOperationException(key);
        }
    }

    private static List<Grant> Lines(Tenant tenant) => [.. tenant.PermissionLines.Where(line => line.Kind is not GrantKind.Edit).Select(line => line.Grant)];

    private static Task<PermissionReport> CheckAsync(SandboxServer sandbox, ServiceUserCredentials credentials) =>
        Provider(sandbox).CheckPermissionsAsync(Connection(credentials), null, TestContext.Current.CancellationToken);

    internal static ProviderConnection Connection(ServiceUserCredentials credentials) => new("Test", credentials.Id, new Secret(credentials.Token));

    internal static IHrisProvider Provider(SandboxServer sandbox) =>
        new ServiceCollection().AddLogging().AddHiBob(BobTesting.Configuration(("HiBob:Environments:Test:BaseUrl", sandbox.BobApi.ToString())))
            .BuildServiceProvider().GetRequiredService<IHrisProvider>();
}
