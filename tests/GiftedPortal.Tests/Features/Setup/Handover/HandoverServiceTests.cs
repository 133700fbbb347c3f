using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup.Handover;

public abstract class HandoverServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly TestPortal _portal = new(database.Contexts);
    private readonly string _colleague = $"it-{Guid.NewGuid():N}@company.test";

    private HandoverService Handovers => _portal.Get<HandoverService>();

    private SetupService Setup => _portal.Get<SetupService>();

    [Fact]
    public async Task A_colleague_who_is_no_member_joins_for_the_step_and_leaves_when_it_is_given_back()
    {
        var (dana, address) = await MemberAsync();
        (await Handovers.GiveAsync(new NewHandover("second", $" {_colleague.ToUpperInvariant()} ", "Please tick the boxes."), dana, Stop)).Should().BeNull();

        var letter = (await _portal.LettersToAsync(_colleague)).Should().ContainSingle().Subject;
        letter.Content.Should().BeEquivalentTo(new LetterContent.Handover(dana.Name, (await Setup.LoadAsync(dana, Stop))!.Connection.CustomerName, "second.Title", "Please tick the boxes."));
        (await Handovers.ListAsync(dana, Stop)).Should().ContainSingle().Which.Should().Match<HandoverView>(one => one.To == _colleague && !one.IsMine && one.Slug == "second");

        var guest = await AcceptAsync(letter.Path, dana);
        var mine = (await Handovers.ListAsync(guest, Stop)).Should().ContainSingle().Subject;
        mine.Should().Match<HandoverView>(one => one.IsMine && one.From == dana.Name && one.Note == "Please tick the boxes.");
        (await Setup.FinishAsync("first", true, guest, Stop)).Should().BeNull("a guest has every right in this set-up");
        (await Handovers.GiveBackAsync(mine.Id, guest, Stop)).Should().BeNull();

        (await Handovers.ListAsync(dana, Stop)).Should().BeEmpty();
        (await _portal.LettersToAsync(address)).Should().ContainSingle().Which.Should().Match<(LetterContent Content, string Path)>(
            one => one.Content is LetterContent.HandoverDone && one.Path == "/setup/second");
        (await _portal.Get<MemberDirectory>().IsMemberAsync(guest.Id, dana.CustomerId!.Value, Stop)).Should().BeFalse();
        (await Handovers.GiveBackAsync(mine.Id, guest, Stop)).Should().Be(HandoverRefusal.NotFound);
    }

    [Fact]
    public async Task A_colleague_who_is_a_member_gets_a_message_and_stays_one()
    {
        var (dana, _) = await MemberAsync();
        var omer = dana with { Id = $"omer-{Guid.NewGuid():N}", Name = "Omer" };
        var address = await _portal.JoinAsync(omer);

        (await Handovers.GiveAsync(new NewHandover(null, address, ""), dana, Stop)).Should().BeNull();
        (await _portal.LettersToAsync(address)).Should().ContainSingle().Which.Path.Should().Be("/setup");
        (await Handovers.GiveBackAsync((await Handovers.ListAsync(omer, Stop)).Single().Id, omer, Stop)).Should().BeNull();

        (await _portal.Get<MemberDirectory>().IsMemberAsync(omer.Id, dana.CustomerId!.Value, Stop)).Should().BeTrue();
    }

    [Fact]
    public async Task Finishing_the_step_gives_it_back()
    {
        var (dana, address) = await MemberAsync();
        await Handovers.GiveAsync(new NewHandover("first", _colleague, ""), dana, Stop);
        var guest = await AcceptAsync((await _portal.LettersToAsync(_colleague)).Single().Path, dana);

        (await Setup.FinishAsync("first", true, guest, Stop)).Should().BeNull();

        (await Handovers.ListAsync(dana, Stop)).Should().BeEmpty();
        (await _portal.LettersToAsync(address)).Should().ContainSingle();
    }

    [Fact]
    public async Task Taking_back_ends_the_invitation_and_what_the_guest_may()
    {
        var (dana, address) = await MemberAsync();
        await Handovers.GiveAsync(new NewHandover("first", _colleague, ""), dana, Stop);
        var code = CodeOf((await _portal.LettersToAsync(_colleague)).Single().Path);
        var id = (await Handovers.ListAsync(dana, Stop)).Single().Id;

        (await Handovers.TakeBackAsync(id, dana, Stop)).Should().BeNull();

        (await _portal.Get<InvitationService>().AcceptAsync(code, Colleague, Stop)).Should().BeOfType<InvitationReply.Revoked>();
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        (await Handovers.GiveAsync(new NewHandover("first", _colleague, ""), dana, Stop)).Should().BeNull("it is free again");
        var guest = await AcceptAsync((await _portal.LettersToAsync(_colleague))[1].Path, dana);
        id = (await Handovers.ListAsync(dana, Stop)).Single().Id;
        (await Handovers.TakeBackAsync(id, guest, Stop)).Should().Be(HandoverRefusal.NotFound, "a guest gives back and takes nothing");
        (await Handovers.TakeBackAsync(id, dana, Stop)).Should().BeNull();
        (await _portal.Get<MemberDirectory>().IsMemberAsync(guest.Id, dana.CustomerId!.Value, Stop)).Should().BeFalse();
        (await _portal.LettersToAsync(address)).Should().BeEmpty("nobody is told of what they did themselves");
    }

    [Fact]
    public async Task A_guest_with_two_steps_stays_until_the_second_is_back()
    {
        var (dana, _) = await MemberAsync();
        await Handovers.GiveAsync(new NewHandover("first", _colleague, ""), dana, Stop);
        var guest = await AcceptAsync((await _portal.LettersToAsync(_colleague)).Single().Path, dana);
        await Handovers.GiveAsync(new NewHandover("second", _colleague, ""), dana, Stop);

        (await Setup.FinishAsync("first", true, guest, Stop)).Should().BeNull();
        (await _portal.Get<MemberDirectory>().IsMemberAsync(guest.Id, dana.CustomerId!.Value, Stop)).Should().BeTrue();
        (await Setup.FinishAsync("second", true, guest, Stop)).Should().BeNull();
        (await _portal.Get<MemberDirectory>().IsMemberAsync(guest.Id, dana.CustomerId!.Value, Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task What_cannot_be_handed_over_is_refused_with_a_reason()
    {
        var (dana, address) = await MemberAsync();

        (await GiveAsync("first", "nobody", "")).Should().Be(HandoverRefusal.BadEmail);
        (await GiveAsync("first", "a\u202eb@c.test", "")).Should().Be(HandoverRefusal.BadEmail);
        (await GiveAsync("first", address.ToUpperInvariant(), "")).Should().Be(HandoverRefusal.Self);
        (await GiveAsync("first", _colleague, new string('x', 1001))).Should().Be(HandoverRefusal.LongNote);
        (await GiveAsync("first", _colleague, new string('x', 1_000_000))).Should().Be(HandoverRefusal.LongNote);
        (await GiveAsync("no-such-step", _colleague, "")).Should().Be(HandoverRefusal.NotFound);
        (await GiveAsync("first", _colleague, new string('x', 1000))).Should().BeNull();
        (await GiveAsync("first", "other@company.test", "")).Should().Be(HandoverRefusal.AlreadyGiven);

        Task<HandoverRefusal?> GiveAsync(string slug, string to, string note) => Handovers.GiveAsync(new NewHandover(slug, to, note), dana, Stop);
    }

    [Fact]
    public async Task Two_tabs_that_hand_over_the_same_step_at_once_send_one_message()
    {
        var (dana, _) = await MemberAsync();
        await Setup.LoadAsync(dana, Stop);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Handovers.GiveAsync(new NewHandover("first", _colleague, ""), dana, Stop))));

        refusals.Count(one => one is null).Should().Be(1);
        (await _portal.LettersToAsync(_colleague)).Should().ContainSingle();
    }

    [Fact]
    public async Task Sending_the_set_up_ends_every_hand_over()
    {
        var (member, _) = await _portal.ReadyAsync();
        await _portal.JoinAsync(member);
        await Handovers.GiveAsync(new NewHandover(null, _colleague, ""), member, Stop);

        (await Setup.SubmitAsync(member, Stop)).Should().BeNull();

        (await Handovers.ListAsync(member, Stop)).Should().BeEmpty();
        (await Handovers.GiveAsync(new NewHandover("first", _colleague, ""), member, Stop)).Should().Be(HandoverRefusal.NotNow);
    }

    private Visitor Colleague => new(TestPortal.Stranger with { Id = $"subject-{_colleague}", Email = _colleague }, _colleague);

    private static string CodeOf(string path) => path["/invite/".Length..];

    private async Task<(Actor Member, string Email)> MemberAsync()
    {
        var member = await _portal.MemberAsync();
        return (member, await _portal.JoinAsync(member));
    }

    private async Task<Actor> AcceptAsync(string path, Actor host)
    {
        (await _portal.Get<InvitationService>().AcceptAsync(CodeOf(path), Colleague, Stop)).Should().BeOfType<InvitationReply.Member>();
        return host with { Id = Colleague.Actor!.Id, Name = "Colleague", Email = _colleague };
    }
}

public sealed class HandoverServiceOnSqliteTests(SqliteDatabase database) : HandoverServiceTests<SqliteDatabase>(database);
