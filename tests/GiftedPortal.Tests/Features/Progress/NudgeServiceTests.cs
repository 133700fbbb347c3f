using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Progress;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Progress;

public abstract class NudgeServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly TestPortal _portal = new(database.Contexts);

    private NudgeService Nudges => _portal.Get<NudgeService>();

    [Fact]
    public async Task A_set_up_is_nudged_once_in_each_idle_period()
    {
        var member = await _portal.MemberAsync();
        var address = await _portal.JoinAsync(member);
        await _portal.Get<SetupService>().FinishAsync("first", true, member, Stop);

        await AfterAsync(TimeSpan.FromHours(23.9), 0);
        await AfterAsync(TimeSpan.FromHours(0.1), 1);
        await AfterAsync(TimeSpan.FromHours(48), 1);
        await _portal.Get<SetupService>().AnswerAsync(SetupAnswers.CompanyName, "Acme", member, Stop);
        await AfterAsync(TimeSpan.FromHours(23), 1);
        await AfterAsync(TimeSpan.FromHours(1), 2);

        async Task AfterAsync(TimeSpan time, int letters)
        {
            _portal.Time.Advance(time);
            await Nudges.RunAsync(Stop);
            (await _portal.LettersToAsync(address)).Should().HaveCount(letters).And.AllSatisfy(letter =>
                letter.Should().Match<(LetterContent Content, string Path)>(one => one.Content is LetterContent.Nudge && one.Path == "/setup/second"));
        }
    }

    [Fact]
    public async Task What_is_in_a_colleagues_hands_is_the_colleagues_to_be_reminded_of()
    {
        var member = await _portal.MemberAsync();
        var address = await _portal.JoinAsync(member);
        var colleague = await _portal.JoinAsync(member with { Id = $"omer-{member.Id}" });
        await _portal.Get<HandoverService>().GiveAsync(new NewHandover("first", colleague, ""), member, Stop);

        _portal.Time.Advance(TimeSpan.FromHours(24));
        await Nudges.RunAsync(Stop);

        (await _portal.LettersToAsync(address)).Should().BeEmpty();
        (await _portal.LettersToAsync(colleague)).Select(letter => letter.Content.Kind).Should().Equal(LetterKind.Handover, LetterKind.Nudge);
    }

    [Fact]
    public async Task Who_has_another_step_in_hand_is_reminded_beside_the_members_and_may_have_accepted_nothing_yet()
    {
        var member = await _portal.MemberAsync();
        var address = await _portal.JoinAsync(member);
        var invited = $"it-{member.CustomerId:N}@company.test";
        await _portal.Get<HandoverService>().GiveAsync(new NewHandover("second", invited, ""), member, Stop);

        _portal.Time.Advance(TimeSpan.FromHours(24));
        await Nudges.RunAsync(Stop);

        (await _portal.LettersToAsync(address)).Should().ContainSingle().Which.Path.Should().Be("/setup/first");
        // the start offers the invitation to whoever signs in with this address
        (await _portal.LettersToAsync(invited)).Select(letter => (letter.Content.Kind, letter.Path == "/")).Should().Equal((LetterKind.Handover, false), (LetterKind.Nudge, true));
    }

    [Fact]
    public async Task What_was_sent_to_Gifted_is_not_nudged()
    {
        var (member, _) = await _portal.SubmittedAsync();
        var address = await _portal.JoinAsync(member);

        _portal.Time.Advance(TimeSpan.FromDays(3));
        await Nudges.RunAsync(Stop);

        (await _portal.LettersToAsync(address)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_nodes_at_once_send_one_message()
    {
        var member = await _portal.MemberAsync();
        var address = await _portal.JoinAsync(member);
        await _portal.Get<SetupService>().LoadAsync(member, Stop);
        _portal.Time.Advance(TimeSpan.FromDays(1));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Nudges.RunAsync(Stop))));

        (await _portal.LettersToAsync(address)).Should().ContainSingle();
    }
}

public sealed class NudgeServiceOnSqliteTests(SqliteDatabase database) : NudgeServiceTests<SqliteDatabase>(database);
