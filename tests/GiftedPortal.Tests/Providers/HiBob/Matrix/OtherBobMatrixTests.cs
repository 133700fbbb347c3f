using CsCheck;
using GiftedPortal.Providers;
using GiftedPortal.Sandbox.HiBob.Model;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>The cases of the matrix at a second Bob: verdicts follow Bob's documents, not the habits of one double.</summary>
public sealed class OtherBobMatrixTests
{
    private const uint Cases = 500;

    [Fact]
    public async Task A_different_Bob_with_the_same_rules_and_other_quirks_gets_right_verdicts_too()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        await using var bob = await OtherBob.StartAsync(clock);
        using var check = new MatrixCheck(bob.Api, clock);

        for (var number = 0u; number < Cases; number++)
        {
            var sample = MatrixCase.All.Generate(new PCG(number, MatrixCase.Seed), null, out _);
            using (MatrixCheck.Scope(number, sample))
                await VerifyAsync(bob, check, $"SERVICE-{number}", sample);
        }
    }

    private static async Task VerifyAsync(OtherBob bob, MatrixCheck check, string id, MatrixCase sample)
    {
        var quirks = OppositeOf(sample.Changes.Quirks);
        var permissions = new CasePermissions(sample, sample.Changes.ApplyTo(DemoTenants.Hooli).Fields, quirks);
        var company = new OtherCompany(sample, permissions, quirks);
        bob.Serve(id, "token:with:colons", company);
        await check.VerifyAsync(
            sample,
            new ProviderConnection("Test", id, new Secret("token:with:colons")),
            new TroubleRules(permissions, company.Facts),
            () => company.Served,
            report =>
            {
                report.Credentials.Accepted.Should().BeTrue();
                report.Audience.People.Should().Be(company.Facts.People);
                report.AccountId.Should().Be(company.Facts.People > 0 && permissions.Shows(permissions.Fields.Find("root.companyId")!) ? "923450" : null);
            });
    }

    private static Quirks OppositeOf(Quirks quirks) => quirks with
    {
        MetadataInObject = !quirks.MetadataInObject,
        RowsInWrapper = !quirks.RowsInWrapper,
        CursorWithoutNext = !quirks.CursorWithoutNext,
        EmptyAudienceIsEmptyList = !quirks.EmptyAudienceIsEmptyList,
        IdWithoutBasicInfo = !quirks.IdWithoutBasicInfo,
    };
}
