using System.Globalization;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup.Together;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Features.Setup.Together;

public sealed class SetupRoomsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Guid _setup = Guid.NewGuid();
    private readonly SetupRooms _rooms;

    public SetupRoomsTests() => _rooms = new SetupRooms(_time);

    private static Actor Person(string name) => new(name, name, null, ActorKind.Member, null, StaffRoles.None);

    [Fact]
    public void Each_sees_the_others_where_they_are_and_nobody_sees_themselves()
    {
        using var dana = _rooms.Enter(_setup, Person("Dana Levi"), _ => { });
        using var omer = _rooms.Enter(_setup, Person("Omer Katz"), _ => { });
        using var elsewhere = _rooms.Enter(Guid.NewGuid(), Person("Lee"), _ => { });
        dana.MoveTo("one");
        omer.MoveTo("nine");
        elsewhere.MoveTo("one");

        dana.Others.Should().Equal(new SomebodyElse("Omer Katz", "nine"));
        dana.Others[0].Initials.Should().Be("OK");
        omer.Others.Should().Equal(new SomebodyElse("Dana Levi", "one"));
        elsewhere.Others.Should().BeEmpty();
    }

    [Fact]
    public void Staff_who_look_on_see_the_members_and_are_seen_and_heard_by_nobody()
    {
        var heard = new List<SetupNews>();
        using var dana = _rooms.Enter(_setup, Person("Dana"), heard.Add);
        dana.MoveTo("one");
        using (var olga = _rooms.Enter(_setup, Person("Olga") with { Kind = ActorKind.Viewer }, _ => { }))
        {
            olga.MoveTo("two");

            dana.Others.Should().BeEmpty();
            olga.Others.Should().Equal(new SomebodyElse("Dana", "one"));
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        heard.Should().BeEmpty();
    }

    [Fact]
    public void News_are_heard_in_ones_own_language_whoever_brings_them()
    {
        var heard = new List<string>();
        Speak("he");
        using var dana = _rooms.Enter(_setup, Person("Dana"), _ => heard.Add(CultureInfo.CurrentUICulture.Name));
        Speak("en");

        _rooms.Tell(_setup, null);
        _time.Advance(TimeSpan.FromSeconds(1));

        heard.Should().Equal("he");

        static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
    }

    [Fact]
    public void Whoever_leaves_is_gone()
    {
        using var dana = _rooms.Enter(_setup, Person("Dana"), _ => { });
        var omer = _rooms.Enter(_setup, Person("Omer"), _ => { });
        omer.MoveTo("one");

        omer.Dispose();
        omer.Dispose();

        dana.Others.Should().BeEmpty();
        _rooms.SeatsIn(_setup).Should().ContainSingle();
    }

    [Fact]
    public void What_is_saved_is_heard_by_all_others_within_a_second_and_in_one_go()
    {
        var (own, other) = (new List<SetupNews>(), new List<SetupNews>());
        using var dana = _rooms.Enter(_setup, Person("Dana"), own.Add);
        using var omer = _rooms.Enter(_setup, Person("Omer"), other.Add);

        dana.MoveTo("two");
        for (var i = 0; i < 20; i++) _rooms.Tell(_setup, dana.Key);
        _time.Advance(TimeSpan.FromSeconds(1));

        other.Should().Equal(SetupNews.Saved);
        own.Should().BeEmpty("the page that saved it knows already");
    }

    [Fact]
    public void A_second_window_of_the_same_person_hears_what_is_saved_but_not_of_people()
    {
        var news = new List<SetupNews>();
        using var first = _rooms.Enter(_setup, Person("Dana"), _ => { });
        using var second = _rooms.Enter(_setup, Person("Dana"), news.Add);

        first.MoveTo("two");
        _time.Advance(TimeSpan.FromSeconds(1));
        news.Should().BeEmpty();
        _rooms.Tell(_setup, first.Key);
        _time.Advance(TimeSpan.FromSeconds(1));

        news.Should().Equal(SetupNews.Saved);
    }
}
