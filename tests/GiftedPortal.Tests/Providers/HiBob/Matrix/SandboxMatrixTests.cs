using CsCheck;
using GiftedPortal.Providers;
using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.Time.Testing;
using Audience = GiftedPortal.Sandbox.HiBob.Model.Audience;
using Dialect = GiftedPortal.Sandbox.HiBob.Model.PermissionDialect;
using FoundDialect = GiftedPortal.Providers.PermissionDialect;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>Generated companies × grants × dialects × quirks × faults over real HTTP, each checked twice.</summary>
public sealed class SandboxMatrixTests
{
    private const uint Cases = 600;

    [Fact]
    public async Task No_false_granted_and_no_false_missing_and_transient_trouble_is_no_verdict_and_at_most_five_calls()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SandboxServer.StartAsync(new() { TimeProvider = clock });
        using var check = new MatrixCheck(sandbox.BobApi, clock);
        var people = new PeopleOfCompany(sandbox, DemoTenants.Hooli);

        for (var number = 0u; number < Cases; number++)
        {
            clock.Advance(TimeSpan.FromMinutes(1)); // so that refusals of one case never add up with those of the next
            var sample = MatrixCase.All.Generate(new PCG(number, MatrixCase.Seed), null, out _);
            using (MatrixCheck.Scope(number, sample))
                await VerifyAsync(sandbox, check, people, sample);
        }
    }

    private static async Task VerifyAsync(SandboxServer sandbox, MatrixCheck check, PeopleOfCompany company, MatrixCase sample)
    {
        var id = DemoTenants.Hooli.CompanyId;
        sandbox.World.ChangeTenant(id, sample.Changes with { Quirks = new Quirks() });
        var facts = await company.ReadAsync(sample.Changes.Employees!.Value, sample.Changes.OneRowEach!.Value, sample.Audience);
        sandbox.World.ChangeTenant(id, sample.Changes);
        var tenant = sandbox.World.FindTenant(id)!;
        var credentials = sandbox.World.CreateServiceUser(id, "Gifted", "Gifted");
        var group = sandbox.AddGroup(tenant, credentials, sample.Audience, sample.Grants);
        foreach (var single in sample.Overrides)
            sandbox.World.SetFieldOverride(id, group.Id, single.FieldId, single.Kind, single.Allowed);
        if (sample.Fault is { } fault)
            sandbox.World.SetFault(id, credentials.Id, Fault.Of(fault.Kind) with { Endpoint = fault.Endpoint, Bytes = fault.Bytes, Calls = fault.Passes ? 1 : null });

        var permissions = new CasePermissions(sample, tenant.Fields, tenant.Quirks);
        facts = facts with { SearchRefused = sample.Audience.IsEmpty && !tenant.Quirks.EmptyAudienceIsEmptyList, TablesRefused = sample.Audience.IsEmpty };
        await check.VerifyAsync(
            sample,
            SandboxCheckTests.Connection(credentials),
            new TroubleRules(permissions, facts),
            () => sandbox.CallsOf(tenant).Count(call => call.ServiceUserId == credentials.Id),
            report => VerifyTheRest(report, sample, tenant, permissions, facts.People));
        sandbox.World.DeleteGroup(id, group.Id);
        sandbox.World.DeleteServiceUser(id, credentials.Id);
    }

    private static void VerifyTheRest(PermissionReport report, MatrixCase sample, Tenant tenant, CasePermissions permissions, int people)
    {
        report.Credentials.Accepted.Should().BeTrue();
        report.Audience.People.Should().Be(people);
        report.AccountId.Should().Be(people > 0 && permissions.Shows(tenant.Fields.Find("root.companyId")!) ? "923450" : null);
        report.OverGrants.Should().OnlyContain(grant => sample.Grants.Contains(new Grant(grant.CategoryId, GrantKind.View)) || sample.Overrides.Any(single => single.Allowed));
        report.OverGrants.Should().OnlyContain(grant => tenant.Fields.Categories.Single(category => category.Id == grant.CategoryId).Name == grant.Category);
        report.Dialect.Should().NotBe(tenant.Dialect == Dialect.Category ? FoundDialect.Field : FoundDialect.Category);
    }

    /// <summary>Who is there, read by a service user that may see everything.</summary>
    private sealed class PeopleOfCompany(SandboxServer sandbox, Tenant company)
    {
        private readonly Dictionary<(int, bool, Audience), CaseFacts> _known = [];

        public async Task<CaseFacts> ReadAsync(int employees, bool oneRowEach, Audience audience)
        {
            if (_known.TryGetValue((employees, oneRowEach, audience), out var known))
                return known;
            var tenant = sandbox.World.FindTenant(company.CompanyId)!;
            var everything = tenant.PermissionLines.Select(line => line.Grant);
            var credentials = sandbox.AddServiceUser(tenant, audience, everything);
            using var bob = sandbox.Bob(credentials);
            var people = audience.IsEmpty ? 0 : (await RawBob.PostAsync(bob, "people/search")).GetProperty("employees").GetArrayLength();
            var tables = new HashSet<string>();
            foreach (var table in CasePermissions.Tables)
                if (people > 0 && (await RawBob.GetAsync(bob, $"bulk/people/{table}?limit=200")).GetRawText().Contains("\"isCurrent\":false", StringComparison.Ordinal))
                    tables.Add(table);
            sandbox.World.DeleteServiceUser(tenant.CompanyId, credentials.Id);
            return _known[(employees, oneRowEach, audience)] = new(people, people, tables);
        }
    }
}
