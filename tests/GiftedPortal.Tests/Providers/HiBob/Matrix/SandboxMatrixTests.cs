using AwesomeAssertions.Execution;
using CsCheck;
using GiftedPortal.Providers;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Testing;
using Audience = GiftedPortal.Sandbox.HiBob.Model.Audience;
using Dialect = GiftedPortal.Sandbox.HiBob.Model.PermissionDialect;
using FoundDialect = GiftedPortal.Providers.PermissionDialect;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>Generated companies × grants × dialects × quirks × faults over real HTTP, each checked twice: as a newcomer and right after.</summary>
public sealed class SandboxMatrixTests
{
    private const int Cases = 500;
    private const uint Seed = 20261122;

    [Fact]
    public async Task No_false_granted_and_no_false_missing_and_at_most_five_calls()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var people = new PeopleOfCompany(sandbox, DemoTenants.Hooli);

        for (var number = 0u; number < Cases; number++)
        {
            var sample = MatrixCase.All.Generate(new PCG(number, Seed), null, out _);
            using (new AssertionScope($"case {number} of seed {Seed}, {sample.Changes.Dialect}, {sample.Fault}:"))
                await VerifyAsync(sandbox, people, sample);
        }
    }

    private static async Task VerifyAsync(SandboxServer sandbox, PeopleOfCompany company, MatrixCase sample)
    {
        var id = DemoTenants.Hooli.CompanyId;
        sandbox.World.ChangeTenant(id, sample.Changes with { Quirks = new Quirks() });
        var (people, tables) = await company.ReadAsync(sample.Changes.Employees!.Value, sample.Changes.OneRowEach!.Value, sample.Audience);
        sandbox.World.ChangeTenant(id, sample.Changes);
        var tenant = sandbox.World.FindTenant(id)!;
        var credentials = sandbox.World.CreateServiceUser(id, "Gifted", "Gifted");
        var group = sandbox.AddGroup(tenant, credentials, sample.Audience, sample.Grants);
        foreach (var single in sample.Overrides)
            sandbox.World.SetFieldOverride(id, group.Id, single.FieldId, single.Kind, single.Allowed);
        if (sample.Fault is { } fault)
            sandbox.World.SetFault(id, credentials.Id, fault);

        var provider = SandboxCheckTests.Provider(sandbox);
        var oracle = new MatrixOracle(sample, tenant, people, tables);
        for (var check = 1; check <= 2; check++)
        {
            var report = await provider.CheckPermissionsAsync(SandboxCheckTests.Connection(credentials), null, CancellationToken.None);

            report.Calls.Count.Should().BeLessThanOrEqualTo(5);
            report.Findings.Should().HaveCount(15);
            foreach (var finding in report.Findings)
                finding.Outcome.Word.Should().BeOneOf(oracle.Allowed(finding.Key), $"check {check} judges {finding.Key} after {string.Join(", ", report.Calls.Select(call => $"{call.Path} {call.Status} {call.Duration.TotalMilliseconds:N0} ms"))}");
            if (sample.Fault is null)
                VerifyTheRest(report, sample, tenant, people);
        }

        sandbox.CallsOf(tenant).Count(call => call.ServiceUserId == credentials.Id).Should().BeLessThanOrEqualTo(10, "two checks make at most five calls each, as the server counts");
        sandbox.World.DeleteGroup(id, group.Id);
        sandbox.World.DeleteServiceUser(id, credentials.Id);
    }

    private static void VerifyTheRest(PermissionReport report, MatrixCase sample, Tenant tenant, int people)
    {
        report.Credentials.Accepted.Should().BeTrue();
        report.Audience.People.Should().Be(people);
        report.OverGrants.Should().OnlyContain(grant => sample.Grants.Contains(new Grant(grant.CategoryId, GrantKind.View)) || sample.Overrides.Any(single => single.Allowed));
        report.OverGrants.Should().OnlyContain(grant => tenant.Fields.Categories.Single(category => category.Id == grant.CategoryId).Name == grant.Category);
        if (tenant.Dialect == Dialect.Category)
            report.Dialect.Should().NotBe(FoundDialect.Field);
        else
            report.Dialect.Should().NotBe(FoundDialect.Category);
    }

    /// <summary>Who is there, read by a service user that may see everything.</summary>
    private sealed class PeopleOfCompany(SandboxServer sandbox, Tenant company)
    {
        private readonly Dictionary<(int, bool, Audience), (int, HashSet<string>)> _known = [];

        public async Task<(int People, HashSet<string> TablesWithPastRows)> ReadAsync(int employees, bool oneRowEach, Audience audience)
        {
            if (_known.TryGetValue((employees, oneRowEach, audience), out var known))
                return known;
            var tenant = sandbox.World.FindTenant(company.CompanyId)!;
            var everything = tenant.PermissionLines.Select(line => line.Grant);
            var credentials = sandbox.AddServiceUser(tenant, audience, everything);
            using var bob = sandbox.Bob(credentials);
            var people = audience.IsEmpty ? 0 : (await RawBob.PostAsync(bob, "people/search")).GetProperty("employees").GetArrayLength();
            var tables = new HashSet<string>();
            foreach (var table in (string[])["work", "employment", "lifecycle"])
                if (people > 0 && (await RawBob.GetAsync(bob, $"bulk/people/{table}?limit=200")).GetRawText().Contains("\"isCurrent\":false", StringComparison.Ordinal))
                    tables.Add(table);
            sandbox.World.DeleteServiceUser(tenant.CompanyId, credentials.Id);
            return _known[(employees, oneRowEach, audience)] = (people, tables);
        }
    }
}
