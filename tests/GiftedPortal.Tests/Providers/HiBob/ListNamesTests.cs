using System.Net;
using GiftedPortal.Providers;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Testing;
using Audience = GiftedPortal.Sandbox.HiBob.Model.Audience;

namespace GiftedPortal.Tests.Providers.HiBob;

public sealed class ListNamesTests : IDisposable
{
    private const string Reply = """
        {"employees":[{"id":"1","work":{"department":"244609701"},"home":{"familyStatus":3},"address":{"country":"Israel"}},{"id":"2","work":{"department":"9"}}]}
        """;

    private readonly FakeBob _bob = new();

    public ListNamesTests() => _bob.Instead[FakeBob.Search] = () => FakeBob.Json(Reply);

    public void Dispose() => _bob.Dispose();

    [Theory]
    [InlineData("""[7,{"name":"Department","items":[{"id":"244609701","value":"No"}]},{"name":"department","items":[{"id":"1","value":"All","children":[{"id":"244609701","value":"Sales"}]}]},{"name":"familystatus","items":[{"id":3,"value":"Married","name":"Married"}]}]""")]
    [InlineData("""{"department":{"name":"department","values":[{"id":"244609701","name":"Sales"}]},"familystatus":[{"id":"3","value":"Married"}]}""")]
    public async Task Items_are_read_by_name_in_either_shape(string lists)
    {
        _bob.Lists = lists;

        var people = await BobTesting.ReadPeopleAsync(_bob);

        people[0].Should().BeEquivalentTo(new { Department = "Sales", FamilyStatus = "Married", Address = new { Country = "Israel" } });
        people[1].Department.Should().Be("9");
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "{}")]
    [InlineData(HttpStatusCode.NotFound, "{}")]
    [InlineData(HttpStatusCode.TooManyRequests, "")]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "7")]
    [InlineData(HttpStatusCode.OK, """{"department":[null,{"id":{}}],"familystatus":"x"}""")]
    public async Task Without_names_the_ids_stay_and_the_run_goes_on(HttpStatusCode status, string body)
    {
        _bob.Instead[FakeBob.NamedLists] = () => FakeBob.Json(body, status);

        (await BobTesting.ReadPeopleAsync(_bob))[0].Department.Should().Be("244609701");
    }

    [Fact]
    public async Task The_names_of_the_last_time_stand_in_when_there_is_trouble()
    {
        var provider = BobTesting.Provider(_bob);
        _bob.Lists = """[{"name":"department","items":[{"id":"244609701","value":"Sales"}]}]""";
        await ReadAsync(provider);
        _bob.Instead[FakeBob.NamedLists] = () => new HttpResponseMessage(HttpStatusCode.BadGateway);

        (await ReadAsync(provider))[0].Department.Should().Be("Sales");
    }

    [Fact]
    public async Task Rejected_credentials_end_the_run_with_one_call()
    {
        _bob.Instead[FakeBob.NamedLists] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);

        var read = () => BobTesting.ReadPeopleAsync(_bob);

        (await read.Should().ThrowAsync<ProviderException>()).Which.Failure.Kind.Should().Be(FailureKind.CredentialsRejected);
        _bob.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Departments_of_a_whole_company_have_names(bool byName)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        sandbox.World.SetQuirks(DemoTenants.Globex.CompanyId, new Quirks { NamedListsByName = byName });
        var credentials = sandbox.AddServiceUser(DemoTenants.Globex, Audience.WithStatus(LifecycleStatus.All), new Grant("root", GrantKind.View), new Grant("work", GrantKind.View));

        var people = await ReadAsync(SandboxCheckTests.Provider(sandbox), SandboxCheckTests.Connection(credentials));

        people.Select(person => person.Department).OfType<string>().Should().Contain("Engineering").And.OnlyContain(name => !name.StartsWith("2446", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_status_of_the_companys_own_has_its_name()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        sandbox.World.SetOwnStatus(DemoTenants.Globex.CompanyId, "Sabbatical");
        var credentials = sandbox.AddServiceUser(DemoTenants.Globex, Audience.WithStatus("Sabbatical"), new Grant("root", GrantKind.View), new Grant("lifecycle", GrantKind.View));

        var people = await ReadAsync(SandboxCheckTests.Provider(sandbox), SandboxCheckTests.Connection(credentials));

        people.Should().NotBeEmpty().And.OnlyContain(person => person.Status == "Sabbatical");
    }

    private static async Task<List<ProviderPerson>> ReadAsync(IHrisProvider provider, ProviderConnection? connection = null)
    {
        var people = new List<ProviderPerson>();
        await foreach (var person in provider.ReadPeopleAsync(connection ?? BobTesting.Connection, _ => { }, Stop))
            people.Add(person);
        return people;
    }
}
