using System.Text.Json;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Providers.HiBob;

public sealed class OverGrantTests : IDisposable
{
    private readonly FakeBob _bob = new();

    public OverGrantTests()
    {
        _bob.Metadata["payroll.salary.payment"] = _bob.Metadata["payroll.salary.payPeriod"] = ("payroll", "Pay and bonus");
        _bob.Metadata["emergency.relation"] = ("emergency", "Emergency");
    }

    public void Dispose() => _bob.Dispose();

    [Fact]
    public async Task A_category_beyond_need_is_named_in_the_tenants_words_with_what_to_untick()
    {
        _bob.Sections.Add("payroll");

        var report = await _bob.CheckAsync();

        report.OverGrants.Should().Equal(new OverGrant("payroll", "Pay and bonus"));
        BobTesting.Provider(_bob).Remedy(report.OverGrants[0], PermissionDialect.Field).Should().Contain("“Pay and bonus”").And.Contain("untick");
    }

    [Fact]
    public async Task What_is_needed_alone_is_not_too_much() => (await _bob.CheckAsync()).OverGrants.Should().BeEmpty();

    [Fact]
    public async Task A_field_that_an_admin_moved_into_a_needed_category_is_not_too_much()
    {
        _bob.Metadata["payroll.salary.payPeriod"] = ("work", "Work");

        var provider = BobTesting.Provider(_bob);
        for (var check = 1; check <= 2; check++)
            (await provider.CheckPermissionsAsync(BobTesting.Connection, null, Stop)).OverGrants.Should().BeEmpty();

        // the first check asks before it knows the tenant
        _bob.LastSearch["fields"]!.AsArray().Select(field => field!.GetValue<string>()).Should().NotContain("payroll.salary.payPeriod");
    }

    [Fact]
    public async Task Nothing_of_it_is_in_the_findings()
    {
        _bob.Sections.UnionWith(["payroll", "emergency"]);

        var report = await _bob.CheckAsync();

        JsonSerializer.Serialize(report.Findings.Select(finding => finding.Evidence)).Should().NotContainAny("payroll.salary", "emergency");
        report.OverGrants.Select(grant => grant.CategoryId).Should().Equal("payroll", "emergency");
    }
}
