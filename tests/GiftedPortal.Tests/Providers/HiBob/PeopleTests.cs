using System.Net;
using System.Text;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Providers.HiBob;

public sealed class PeopleTests : IDisposable
{
    private readonly FakeBob _bob = new();

    public void Dispose() => _bob.Dispose();

    [Fact]
    public async Task A_person_is_read_with_every_field_that_gifting_needs()
    {
        var person = (await ReadAsync("""
            {"employees":[{"id":"4000000000000000001","companyId":637323,"firstName":"Ada","surname":"Levi","email":"ada@acme.example",
              "personal":{"shortBirthDate":"02-29"},"work":{"startDate":"2020-01-31","site":"Tel Aviv","department":"R&D","reportsTo":{"id":"77","email":"x"},"manager":"78"},
              "internal":{"lifecycleStatus":"Employed","status":"Active","terminationDate":null},
              "address":{"line1":"1 Road","line2":null,"city":"Haifa","postCode":"123","country":"Israel","usaState":null},
              "home":{"privateEmail":"a@b.example","mobilePhone":"1","privatePhone":"2","familyStatus":"Married","numberOfKids":2}}]}
            """)).Should().ContainSingle().Subject;

        person.Should().BeEquivalentTo(new ProviderPerson("4000000000000000001")
        {
            Visible = (PersonFields)((1 << 15) - 1),
            AccountId = "637323",
            FirstName = "Ada",
            Surname = "Levi",
            WorkEmail = "ada@acme.example",
            Birthday = "02-29",
            StartDate = new DateOnly(2020, 1, 31),
            Site = "Tel Aviv",
            Department = "R&D",
            ManagerId = "77",
            Status = "Employed",
            Address = new DeliveryAddress("1 Road", null, "Haifa", "123", null, "Israel"),
            PrivateEmail = "a@b.example",
            PrivatePhone = "1",
            FamilyStatus = "Married",
            Children = 2,
        });
    }

    [Fact]
    public async Task Hidden_and_empty_are_told_apart_and_nothing_carries_over_to_the_next_person()
    {
        var people = await ReadAsync("""{"employees":[{"id":"1","firstName":"Ada","personal":{"shortBirthDate":null}},{"id":2,"home":{}}]}""");

        people[0].Visible.Should().Be(PersonFields.FirstName | PersonFields.Birthday);
        people[0].Birthday.Should().BeNull();
        people[1].Should().Be(new ProviderPerson("2"));
    }

    [Fact]
    public async Task The_flat_form_alone_is_enough() =>
        (await ReadAsync("""{"employees":[{"/root/id":{"value":"1"},"/work/startDate":{"value":"2020-01-31"},"/work/reportsTo":{"value":{"id":"9"}}}]}"""))
            .Should().ContainSingle().Which.Should().Be(new ProviderPerson("1")
            {
                Visible = PersonFields.StartDate | PersonFields.Manager,
                StartDate = new DateOnly(2020, 1, 31),
                ManagerId = "9",
            });

    [Theory]
    [InlineData("""{"work":{"startDate":{"y":2020}}}""", PersonFields.StartDate)]
    [InlineData("""{"work":{"department":["a"]}}""", PersonFields.Department)]
    [InlineData("""{"firstName":true}""", PersonFields.FirstName)]
    public async Task A_value_of_another_kind_is_visible_and_empty(string person, PersonFields visible) =>
        (await ReadAsync("""{"employees":[{"id":"1",""" + person[1..] + "]}"))
            .Should().ContainSingle().Which.Should().Be(new ProviderPerson("1") { Visible = visible });

    [Theory]
    [InlineData("""{"work":{"startDate":"31/01/2020"}}""", PersonFields.StartDate)]
    [InlineData("""{"internal":{"terminationDate":"1.2.2020"}}""", PersonFields.LeavingDate)]
    [InlineData("""{"home":{"numberOfKids":"many"}}""", PersonFields.Children)]
    [InlineData("""{"home":{"numberOfKids":-1}}""", PersonFields.Children)]
    [InlineData("""{"personal":{"shortBirthDate":"13-40"}}""", PersonFields.Birthday)]
    [InlineData("""{"personal":{"shortBirthDate":"1990-03-20"}}""", PersonFields.Birthday)]
    public async Task A_date_or_number_of_an_unexpected_form_is_unreadable_and_not_empty(string person, PersonFields unreadable) =>
        (await ReadAsync("""{"employees":[{"id":"1",""" + person[1..] + "]}"))
            .Should().ContainSingle().Which.Should().Be(new ProviderPerson("1") { Unreadable = unreadable });

    [Theory]
    [InlineData("Te\\u0000st", "Test")]
    [InlineData("\\u0000", "")]
    public async Task A_character_that_a_database_cannot_keep_is_left_out(string surname, string kept) =>
        (await ReadAsync("""{"employees":[{"id":"1","surname":"SURNAME"}]}""".Replace("SURNAME", surname)))
            .Should().ContainSingle().Which.Surname.Should().Be(kept);

    [Fact]
    public async Task A_person_without_an_id_ends_the_reading_and_is_named_by_position()
    {
        var read = () => ReadAsync("""{"employees":[{"id":"1"},{"firstName":"Ada"}]}""");

        var failure = (await read.Should().ThrowAsync<ProviderException>()).Which.Failure;
        failure.Kind.Should().Be(FailureKind.Nonsense);
        failure.Detail.Should().Contain("person 2").And.NotContain("Ada");
    }

    [Fact]
    public async Task A_body_cut_off_is_an_error_after_the_people_before_it()
    {
        var read = () => ReadAsync("""{"employees":[{"id":"1"},""");

        (await read.Should().ThrowAsync<ProviderException>()).Which.Failure.Kind.Should().Be(FailureKind.Nonsense);
    }

    [Fact]
    public async Task A_refusal_is_a_classified_failure_and_the_call_is_reported()
    {
        _bob.Instead[FakeBob.Search] = () => new HttpResponseMessage(HttpStatusCode.Forbidden);
        var calls = new List<ProviderCall>();

        var read = () => BobTesting.ReadPeopleAsync(_bob, calls.Add);

        (await read.Should().ThrowAsync<ProviderException>()).Which.Failure.Kind.Should().Be(FailureKind.Forbidden);
        calls.Should().HaveCount(2).And.Subject.Last().Should().Match<ProviderCall>(call => call.Status == 403 && call.Path == "/people/search" && call.Method == "POST");
    }

    [Fact]
    public async Task A_sync_makes_two_calls_and_counts_their_bytes()
    {
        var calls = new List<ProviderCall>();
        const string Reply = """{"employees":[]}""";
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json(Reply);

        (await BobTesting.ReadPeopleAsync(_bob, calls.Add)).Should().BeEmpty();

        calls.Select(call => (call.Path, call.Bytes)).Should().Equal(("/company/named-lists", 2), ("/people/search", Reply.Length));
    }

    [Fact]
    public async Task Many_people_come_in_order_across_many_pieces()
    {
        _bob.Statuses.AddRange(Enumerable.Repeat("Employed", 2000));

        var people = await BobTesting.ReadPeopleAsync(_bob);

        people.Select(person => person.Id).Should().HaveCount(2003).And.BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_fingerprint_is_the_same_for_the_same_in_any_order_and_another_for_anything_else()
    {
        var same = await PrintsAsync(
            """{"id":"1","firstName":"Ada","work":{"site":null,"department":"D"}}""",
            """{"/work/department":{"value":"D"},"/root/firstName":{"value":"Ada"},"firstName":"Ada","id":1,"tenure":7,"work":{"department":"D","site":null}}""");
        var other = await PrintsAsync(
            """{"id":"2","firstName":"Ada","work":{"site":null,"department":"D"}}""",
            """{"id":"1","firstName":"Ad","work":{"site":null,"department":"D"}}""",
            """{"id":"1","firstName":"Ada","work":{"site":"D","department":null}}""",
            """{"id":"1","firstName":"Ada","work":{"department":"D"}}""",
            """{"id":"1","firstName":"Ada","surname":"","work":{"site":null,"department":"D"}}""",
            """{"id":"1","firstName":"AdaD","work":{"site":null}}""");

        same.Distinct().Should().ContainSingle();
        other.Append(same[0]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Whoever_is_said_to_be_unchanged_is_left_out_and_everybody_is_asked_about_in_order()
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json("""{"employees":[{"id":"1"},{"id":"2"},{"id":"3"}]}""");
        var (asked, people) = (new List<string>(), new List<string>());

        await foreach (var person in BobTesting.Provider(_bob).ReadPeopleAsync(BobTesting.Connection, _ => { }, IsUnchanged, TestContext.Current.CancellationToken))
            people.Add(person.Id);

        asked.Should().Equal("1", "2", "3");
        people.Should().Equal("1", "3");

        bool IsUnchanged(ReadOnlySpan<byte> id, Guid fingerprint)
        {
            asked.Add(Encoding.UTF8.GetString(id));
            return asked.Count == 2;
        }
    }

    private async Task<List<Guid>> PrintsAsync(params string[] people)
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json("{\"employees\":[" + string.Join(',', people) + "]}");
        var prints = new List<Guid>();
        await foreach (var person in BobTesting.Provider(_bob).ReadPeopleAsync(BobTesting.Connection, _ => { }, TestContext.Current.CancellationToken))
            prints.Add(person.Fingerprint);
        return prints;
    }

    private Task<List<ProviderPerson>> ReadAsync(string reply)
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json(reply);
        return BobTesting.ReadPeopleAsync(_bob);
    }
}
