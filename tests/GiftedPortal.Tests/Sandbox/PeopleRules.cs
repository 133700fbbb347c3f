using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Sandbox;

public sealed class PeopleRules : BobTest
{
    private static readonly object Wide = new
    {
        fields = new[] { "root.id", "root.email", "root.fullName", "work.site", "work.startDate", "work.manager", "internal.lifecycleStatus", "internal.terminationDate", "address.fullAddress", "home.mobilePhone" },
        showInactive = true,
    };

    [Fact]
    public async Task The_same_people_come_out_in_every_process_and_call()
    {
        await using var other = await SandboxServer.StartAsync(Options);
        var again = other.Bob(other.AddServiceUser(Acme, Everybody, All));

        (await Text(Client(Acme, Everybody, All))).Should().Be(await Text(again));
    }

    [Fact]
    public async Task An_employee_is_the_same_alone_as_among_the_others()
    {
        var client = Client(Acme, Everybody, All);
        var person = (await Search(client, Wide))[777];
        var id = person.GetProperty("id").GetString()!;

        var alone = await Search(Client(Acme, Audience.Of(id), All), Wide);

        alone.Single().GetRawText().Should().Be(person.GetRawText());
    }

    [Fact]
    public async Task Ids_and_email_addresses_are_unique_and_managers_exist()
    {
        var people = await Search(Client(Acme, Everybody, All), Wide);
        var ids = people.Select(person => person.GetProperty("id").GetString()!).ToHashSet();

        ids.Should().HaveCount(1000).And.AllSatisfy(id => id.Should().HaveLength(19));
        people.Select(person => person.GetProperty("email").GetString()).Should().OnlyHaveUniqueItems();
        people.Select(person => person.GetProperty("work").GetProperty("manager").GetString()).OfType<string>().Should().HaveCount(999).And.BeSubsetOf(ids);
    }

    [Fact]
    public async Task Acme_has_every_status_several_scripts_and_gaps()
    {
        var people = await Search(Client(Acme, Everybody, All), Wide);

        people.Select(person => person.GetProperty("internal").GetProperty("lifecycleStatus").GetString()).Distinct().Should().BeEquivalentTo(LifecycleStatus.All);
        people.Select(person => person.GetProperty("work").GetProperty("site").GetString()).Distinct().Should().HaveCountGreaterThan(5);
        people.Should().AllSatisfy(person => (person.GetProperty("internal").GetProperty("terminationDate").GetString() is not null)
            .Should().Be(person.GetProperty("internal").GetProperty("lifecycleStatus").GetString() is LifecycleStatus.Terminated or LifecycleStatus.GardenLeave));
        var names = string.Concat(people.Select(person => person.GetProperty("fullName").GetString()));
        names.Should().MatchRegex(@"\p{IsHebrew}").And.MatchRegex(@"\p{IsArabic}").And.MatchRegex(@"\p{IsCyrillic}").And.MatchRegex(@"\p{IsCJKUnifiedIdeographs}");
        people.Count(person => person.GetProperty("address").GetProperty("fullAddress").GetString() is null).Should().BeInRange(20, 200);
        people.Count(person => person.GetProperty("home").GetProperty("mobilePhone").GetString() is null).Should().BeInRange(50, 400);
    }

    private static IEnumerable<Grant> All => Acme.Fields.Categories.Select(category => View(category.Id));

    private static async Task<string> Text(HttpClient client)
    {
        using var reply = await PostSearch(client, Wide);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
