using System.Net;
using CsCheck;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>Random tenants, grants, dialects and faults, judged against what the tenant was made to be.</summary>
public class VerdictMatrixTests
{
    private static readonly string[] Categories = ["root", "email", "personal", "personalContact", "identification", "work", "address", "home", "employment", "lifecycle"];
    private static readonly string[] Tables = ["work", "employment", "lifecycle"];
    private static readonly string[] Fields = [.. NewFields()];
    private static readonly string[] Paths = [FakeBob.Fields, FakeBob.Search, .. Tables.Select(table => $"/v1/bulk/people/{table}")];

    private static readonly Gen<Tenant> Tenants =
        from sections in Some(Categories, 0.75)
        from histories in Some(Tables, 0.6)
        from hidden in Some(Fields, 0.15)
        from moved in Gen.Select(Gen.OneOf(Fields), Gen.OneOf([.. Categories.Except(["email"]), "category_17"])).Array[0, 4]
        from people in Gen.Int[0, 4]
        from rows in Gen.Int[1, 2]
        from wrapped in Gen.Bool
        from fault in Gen.Frequency((3, Gen.Const((string?)null)), (1, Gen.OneOf(Paths).Select(path => (string?)path)))
        from kind in Gen.Enum<Fault>()
        from cut in Gen.Double[0, 1]
        select new Tenant(sections, histories, hidden, moved, people, rows, wrapped, fault, kind, cut);

    private enum Fault
    {
        ServerError,
        Html,
        TooMany,
        Broken,
        Cut,
    }

    [Fact]
    public Task No_false_granted_no_false_missing() =>
        Tenants.SampleAsync(
            async tenant =>
            {
                using var bob = tenant.Build();
                var report = await BobTesting.Provider(bob).CheckPermissionsAsync(BobTesting.Connection, null, CancellationToken.None);
                bob.Requests.Count.Should().BeLessThanOrEqualTo(5);
                foreach (var finding in report.Findings)
                    Verify(finding, tenant, bob);
            },
            iter: 500,
            threads: 1);

    private static void Verify(PermissionFinding finding, Tenant tenant, FakeBob bob)
    {
        var word = finding.Outcome.Word;
        switch (HiBobPermissions.Find(finding.Key)!.Probe)
        {
            case Probe.None:
                word.Should().Be("CannotBeChecked");
                break;
            case Probe.Field field:
                VerifyShown(word, bob.Shows(field.Id) && tenant.People > 0 ? 1 : 0, 1, tenant.HasFault(FakeBob.Search, FakeBob.Fields), tenant.People, finding.Key);
                break;
            case Probe.Section section:
                var gifting = HiBobPermissions.GiftingFields.Where(id => bob.Metadata[id].Id == section.CategoryId).ToList();
                var shown = bob.Metadata.Keys.Where(id => bob.Metadata[id].Id == section.CategoryId && bob.Shows(id)).ToList();
                if (word == "Granted")
                {
                    gifting.Should().OnlyContain(id => bob.Shows(id), finding.Key);
                    shown.Should().NotBeEmpty(finding.Key);
                }
                else if (word == "Missing")
                {
                    gifting.Should().NotContain(id => bob.Shows(id), finding.Key);
                }

                VerifyTrouble(word, tenant.HasFault(FakeBob.Search, FakeBob.Fields), tenant.People, finding.Key);
                break;
            case Probe.History history:
                var proof = tenant.Histories.Contains(history.Table) && tenant.Rows > 1 && tenant.People > 0;
                var readable = tenant.Histories.Contains(history.Table) || tenant.Sections.Contains(history.Table);
                if (word == "Granted")
                    proof.Should().BeTrue(finding.Key);
                if (word == "Missing")
                    (readable || tenant.People == 0).Should().BeFalse(finding.Key);
                if (tenant.HasFault($"/v1/bulk/people/{history.Table}"))
                    word.Should().BeOneOf(["Unreachable", "RateLimited"], finding.Key);
                else if (proof)
                    word.Should().Be("Granted", finding.Key);
                break;
        }
    }

    private static void VerifyShown(string word, int shown, int of, bool trouble, int people, string key)
    {
        if (word == "Granted")
            shown.Should().Be(of, key);
        if (word == "Missing")
            shown.Should().Be(0, key);
        VerifyTrouble(word, trouble, people, key);
    }

    private static void VerifyTrouble(string word, bool trouble, int people, string key)
    {
        if (!trouble)
            ((string[])["Unreachable", "RateLimited", "Blocked", "NotChecked"]).Should().NotContain(word, key);
        else
            ((string[])["Missing", "Partly"]).Should().NotContain(word, key);
        if (people == 0)
            ((string[])["Granted", "Missing", "Partly"]).Should().NotContain(word, key);
    }

    private static Gen<HashSet<string>> Some(string[] all, double share) =>
        Gen.Double.Unit.Array[all.Length].Select(draws => all.Where((_, i) => draws[i] < share).ToHashSet());

    private static List<string> NewFields()
    {
        using var bob = new FakeBob();
        return [.. bob.Metadata.Keys];
    }

    private sealed record Tenant(
        HashSet<string> Sections, HashSet<string> Histories, HashSet<string> Hidden, (string Field, string Category)[] Moved,
        int People, int Rows, bool Wrapped, string? Faulty, Fault Kind, double Cut)
    {
        public bool HasFault(params string[] paths) => Faulty is not null && paths.Contains(Faulty);

        public FakeBob Build()
        {
            var bob = new FakeBob { RowsEach = Rows, WrapRows = Wrapped, WrapFields = Wrapped };
            bob.Sections.IntersectWith(Sections);
            bob.Histories.IntersectWith(Histories);
            bob.Hidden.UnionWith(Hidden);
            bob.Statuses.Clear();
            bob.Statuses.AddRange(Enumerable.Repeat("Employed", People));
            foreach (var (field, category) in Moved)
                bob.Metadata[field] = (category, $"Our {category}");
            if (Faulty is not null)
                bob.Instead[Faulty] = () => Answer(bob);
            return bob;
        }

        private HttpResponseMessage Answer(FakeBob bob) => Kind switch
        {
            Fault.ServerError => new HttpResponseMessage(HttpStatusCode.BadGateway),
            Fault.Html => new HttpResponseMessage { Content = new StringContent("<html>", System.Text.Encoding.UTF8, "text/html") },
            Fault.TooMany => new HttpResponseMessage(HttpStatusCode.TooManyRequests),
            Fault.Broken => throw new HttpRequestException(HttpRequestError.ResponseEnded),
            Fault.Cut => CutOff(bob.Employees(bob.Metadata.Keys)),
        };

        private HttpResponseMessage CutOff(string body) => FakeBob.Json(body[..(int)(Cut * (body.Length - 1))]);
    }
}
