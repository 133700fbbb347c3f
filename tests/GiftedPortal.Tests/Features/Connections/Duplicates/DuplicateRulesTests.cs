using CsCheck;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Customers;

namespace GiftedPortal.Tests.Features.Connections.Duplicates;

public class DuplicateRulesTests
{
    private static readonly Guid Own = Guid.NewGuid();
    private static readonly Guid Foreign = Guid.NewGuid();

    private static readonly DuplicateCandidate Self =
        new(Guid.NewGuid(), Own, "Acme Ltd", null, "hibob", "Test", "SERVICE-1", null, ConnectionStatus.Draft, DateTimeOffset.UnixEpoch);

    private static DuplicateCandidate Other(string name = "Globex", Guid? customer = null, ConnectionStatus status = ConnectionStatus.Live, string? id = null, string? account = null, string environment = "Test") =>
        new(Guid.NewGuid(), customer ?? Foreign, name, name, "hibob", environment, id, account, status, DateTimeOffset.UnixEpoch);

    private static DuplicateKind? KindOf(string typed, params DuplicateCandidate[] others) => DuplicateRules.Find(Self, typed, others)?.Kind;

    [Fact]
    public void Nothing_alike_is_nothing_to_resolve() => KindOf("ACME", Other()).Should().BeNull();

    [Fact]
    public void Whether_a_typed_name_is_another_customers_cannot_be_found_out() =>
        Gen.String[1, 20].Where(name => CompanyKey.Of(name) is { Length: > 0 } key && key != "acme").Sample(name =>
            DuplicateRules.Find(Self, name, [Other(name)]).Should().Be(DuplicateRules.Find(Self, name, [Other()])));

    [Fact]
    public void Whether_a_typed_id_is_another_customers_cannot_be_found_out_before_the_provider_accepted_it()
    {
        KindOf("Acme", Other(id: "SERVICE-1")).Should().BeNull();
        DuplicateRules.Find(Self with { AccountId = "1" }, "Acme", [Other(id: "service-1")])!.Kind.Should().Be(DuplicateKind.AccountInUse);
    }

    [Fact]
    public void The_same_account_is_asked_about_in_the_same_environment_only()
    {
        var self = Self with { AccountId = "100" };

        DuplicateRules.Find(self, "Acme", [Other(account: "100")])!.Kind.Should().Be(DuplicateKind.AccountInUse);
        DuplicateRules.Find(self, "Acme", [Other(account: "100", environment: "Other")]).Should().BeNull();
        DuplicateRules.Find(self, "Acme", [Other(account: "100", status: ConnectionStatus.Disconnected)]).Should().BeNull();
    }

    [Fact]
    public void The_customers_own_name_in_somebody_elses_hands_is_asked_about() => KindOf("Acme", Other("ACME Inc.")).Should().Be(DuplicateKind.NameInUse);

    [Fact]
    public void The_customers_own_ended_connection_is_named_with_its_end()
    {
        var earlier = Other("Acme", Own, ConnectionStatus.Disconnected);

        DuplicateRules.Find(Self, "Acme", [earlier])!.Earlier.Should().Be(new EarlierConnection(earlier.Id, "Acme", earlier.StatusSince));
    }

    [Fact]
    public void No_finding_about_others_says_anything_of_them() =>
        Gen.Select(Gen.String[1, 12], Gen.OneOf("SERVICE-1", "SERVICE-2"), Gen.OneOf("100", "200"), Gen.OneOf("Acme", "Else")).Sample((name, id, account, typed) =>
            DuplicateRules.Find(Self with { AccountId = "100" }, typed, [Other(name, id: id, account: account)])?.Earlier.Should().BeNull());

    [Fact]
    public void Staff_see_who_it_is()
    {
        DuplicateRules.LookAlikes(Self, [Other("ACME GmbH"), Other("Globex"), Other("Acme", Own), Other("Acme", status: ConnectionStatus.Rejected)])
            .Should().Equal(new LookAlike("ACME GmbH", LookAlikeBy.Name));
    }
}
