using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Customers.Invitations;

public abstract class InvitationServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Ada = TestPortal.Staff("Ada", StaffRoles.Admin);
    private static readonly Visitor Nobody = new(null, null);
    private readonly TestPortal _portal = new(database.Contexts);
    private readonly string _email = $"new-{Guid.NewGuid():N}@company.test";

    private InvitationService Invitations => _portal.Get<InvitationService>();

    private Visitor Invited => Signed(_email);

    [Fact]
    public async Task The_invited_person_becomes_a_member_once()
    {
        var (customer, code) = await InviteAsync();

        (await Invitations.OpenAsync(code, Nobody, Stop)).Should().BeOfType<InvitationReply.Waiting>().Which.Should().Match<InvitationReply.Waiting>(
            one => one.By == "Ada" && one.To == "n***@company.test" && one.Obstacle == null);
        (await Invitations.AcceptAsync(code, Nobody, Stop)).Should().BeOfType<InvitationReply.Waiting>("nobody is signed in");
        (await Invitations.AcceptAsync(code, Invited, Stop)).Should().Be(new InvitationReply.Member(customer, "/setup"));

        (await _portal.Get<MemberDirectory>().IsMemberAsync(Invited.Actor!.Id, customer, Stop)).Should().BeTrue();
        (await Invitations.OpenAsync(code, Nobody, Stop)).Should().BeOfType<InvitationReply.Used>();
        (await Invitations.AcceptAsync(code, Signed("other@company.test"), Stop)).Should().BeOfType<InvitationReply.Used>();
    }

    [Fact]
    public async Task Two_tabs_that_accept_at_once_make_one_member()
    {
        var (customer, code) = await InviteAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Invitations.AcceptAsync(code, Invited, Stop))));

        replies.Should().AllSatisfy(reply => reply.Should().Be(new InvitationReply.Member(customer, "/setup")));
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<Member>().CountAsync(member => member.Email == _email, Stop)).Should().Be(1);
    }

    [Fact]
    public async Task Whoever_is_not_invited_is_told_why_and_nothing_changes()
    {
        var (customer, code) = await InviteAsync();
        var elsewhere = await _portal.MemberAsync();
        var address = await _portal.JoinAsync(elsewhere);

        await ExpectAsync(Signed("other@company.test"), InvitationObstacle.OtherAddress);
        await ExpectAsync(new Visitor(Invited.Actor, null), InvitationObstacle.NotVerified);
        await ExpectAsync(new Visitor(elsewhere, address), InvitationObstacle.OtherCustomer);
        await ExpectAsync(new Visitor(elsewhere, _email), InvitationObstacle.OtherCustomer);
        await ExpectAsync(new Visitor(Ada, _email), InvitationObstacle.Staff);

        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<Member>().CountAsync(member => member.CustomerId == customer, Stop)).Should().Be(0);
        (await db.Set<Member>().SingleAsync(member => member.Subject == elsewhere.Id, Stop)).CustomerId.Should().Be(elsewhere.CustomerId!.Value);

        async Task ExpectAsync(Visitor visitor, InvitationObstacle obstacle) =>
            (await Invitations.AcceptAsync(code, visitor, Stop)).Should().BeOfType<InvitationReply.Waiting>().Which.Obstacle.Should().Be(obstacle);
    }

    [Fact]
    public async Task An_expired_code_renews_itself_by_mail_to_the_invited_address_and_not_more_than_once_an_hour()
    {
        var (customer, old) = await InviteAsync();
        _portal.Time.Advance(Invitation.Lifetime);

        (await Invitations.AcceptAsync(old, Invited, Stop)).Should().BeOfType<InvitationReply.Renewed>();
        (await Invitations.OpenAsync(old, Signed("curious@nowhere.test"), Stop)).Should().Be(new InvitationReply.Renewed("n***@company.test", _portal.Time.GetUtcNow()));
        await Invitations.OpenAsync(old, Nobody, Stop);
        (await CodesAsync()).Should().HaveCount(2);
        _portal.Time.Advance(Invitation.RenewalPause);
        await Invitations.OpenAsync(old, Nobody, Stop);

        var codes = await CodesAsync();
        codes.Should().HaveCount(3).And.OnlyHaveUniqueItems();
        (await Invitations.AcceptAsync(old, Invited, Stop)).Should().BeOfType<InvitationReply.Renewed>("an expired code stays expired");
        (await Invitations.AcceptAsync(codes[1], Invited, Stop)).Should().Be(new InvitationReply.Member(customer, "/setup"));
        (await _portal.LettersToAsync("curious@nowhere.test")).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_signs_in_without_the_link_finds_the_invitation_of_their_verified_address_and_nobody_elses()
    {
        var (customer, _) = await InviteAsync();
        // the code has run out, the invitation has not
        _portal.Time.Advance(Invitation.Lifetime);

        var own = (await Invitations.OfVisitorAsync(Invited, Stop))!;
        own.By.Should().Be("Ada");
        foreach (var other in (Visitor[])[Nobody, Signed("other@company.test"), new Visitor(Invited.Actor, null), new Visitor(Ada, _email)])
        {
            (await Invitations.OfVisitorAsync(other, Stop)).Should().BeNull();
            (await Invitations.AcceptOwnAsync(own.Id, other, Stop)).Should().NotBeOfType<InvitationReply.Member>();
        }

        (await Invitations.AcceptOwnAsync(own.Id, Invited, Stop)).Should().Be(new InvitationReply.Member(customer, "/setup"));

        (await Invitations.OfVisitorAsync(Invited, Stop)).Should().BeNull();
        (await _portal.Get<MemberDirectory>().IsMemberAsync(Invited.Actor!.Id, customer, Stop)).Should().BeTrue();
    }

    [Fact]
    public async Task A_colleague_who_is_asked_for_help_is_asked_in_the_same_words_when_the_code_is_renewed()
    {
        var member = await _portal.MemberAsync();
        await _portal.JoinAsync(member);
        await _portal.Get<HandoverService>().GiveAsync(new NewHandover("first", _email, "please"), member, Stop);
        var code = (await _portal.LettersToAsync(_email)).Single().Path["/invite/".Length..];
        _portal.Time.Advance(Invitation.Lifetime);

        (await Invitations.OpenAsync(code, Nobody, Stop)).Should().BeOfType<InvitationReply.Renewed>();

        var letters = await _portal.LettersToAsync(_email);
        letters.Should().HaveCount(2);
        letters[1].Content.Should().Be(letters[0].Content).And.BeOfType<LetterContent.Handover>();
        letters[1].Path.Should().NotBe(letters[0].Path);
    }

    [Fact]
    public async Task A_revoked_invitation_opens_nothing_and_only_admins_revoke()
    {
        var (_, code) = await InviteAsync();
        var id = (await RowAsync()).Id;

        (await Invitations.RevokeAsync(id, TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop)).Should().Be(CustomerRefusal.NotAllowed);
        (await Invitations.RevokeAsync(id, Ada, Stop)).Should().BeNull();

        (await Invitations.AcceptAsync(code, Invited, Stop)).Should().BeOfType<InvitationReply.Revoked>();
        (await Invitations.RevokeAsync(id, Ada, Stop)).Should().Be(CustomerRefusal.NotFound);
    }

    [Fact]
    public async Task Inviting_again_takes_the_place_of_what_waits()
    {
        var (customer, first) = await InviteAsync();
        _portal.Time.Advance(TimeSpan.FromMinutes(1));

        (await Invitations.InviteAsync(customer, _email.ToUpperInvariant(), Ada, Stop)).Should().BeNull();

        (await Invitations.OpenAsync(first, Nobody, Stop)).Should().BeOfType<InvitationReply.Revoked>();
        (await Invitations.AcceptAsync((await CodesAsync())[1], Invited, Stop)).Should().BeOfType<InvitationReply.Member>();
        (await Invitations.InviteAsync(customer, _email, Ada, Stop)).Should().Be(CustomerRefusal.EmailTaken);
    }

    [Fact]
    public async Task Staff_see_who_opened_it_and_when()
    {
        var (_, code) = await InviteAsync();

        await Invitations.OpenAsync(code, Nobody, Stop);
        _portal.Time.Advance(TimeSpan.FromHours(2));
        await Invitations.OpenAsync(code, Nobody, Stop);
        await Invitations.OpenAsync(code, Signed("curious@nowhere.test"), Stop);

        var now = _portal.Time.GetUtcNow();
        (await RowAsync()).Openings.Should().Equal(
            new OpeningRow("", now.AddHours(-2), now, 2),
            new OpeningRow("curious@nowhere.test", now, now, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("some")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_made_up_code_opens_nothing(string code)
    {
        (await Invitations.OpenAsync(code, Nobody, Stop)).Should().BeOfType<InvitationReply.Unknown>();
        (await Invitations.AcceptAsync(code, Invited, Stop)).Should().BeOfType<InvitationReply.Unknown>();
    }

    [Fact]
    public async Task Codes_are_long_and_are_stored_nowhere()
    {
        var (customer, code) = await InviteAsync();
        await Invitations.AcceptAsync(code, Invited, Stop);

        InvitationCode.Bytes.Should().BeGreaterThanOrEqualTo(16);
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<InvitationCode>().AnyAsync(one => one.Hash == code, Stop)).Should().BeFalse();
        (await db.Set<StoredLetter>().Select(letter => letter.ProtectedBody + letter.DedupKey).ToListAsync(Stop)).Should().AllSatisfy(text => text.Should().NotContain(code));
        (await db.Set<AuditEntry>().Where(entry => entry.CustomerId == customer).Select(entry => entry.OldValue + entry.NewValue + entry.Reason).ToListAsync(Stop))
            .Should().NotBeEmpty().And.AllSatisfy(text => text.Should().NotContain(code));
    }

    private static Visitor Signed(string email) => new(TestPortal.Stranger with { Id = $"subject-{email}", Email = email }, email);

    private async Task<(Guid Customer, string Code)> InviteAsync()
    {
        (await _portal.Get<CustomerService>().AddAsync(new NewCustomer($"Company of {_email}", false, _email), Ada, Stop)).Should().BeNull();
        var row = (await _portal.Get<CustomerService>().ListAsync(Ada, Stop)).Single(one => one.Invitations.Any(invitation => invitation.Email == _email));
        return (row.Id, (await CodesAsync()).Single());
    }

    private async Task<InvitationRow> RowAsync() =>
        (await _portal.Get<CustomerService>().ListAsync(Ada, Stop)).SelectMany(one => one.Invitations).Single(one => one.Email == _email);

    private async Task<List<string>> CodesAsync() => [.. (await _portal.LettersToAsync(_email)).Select(letter => letter.Path["/invite/".Length..])];
}

public sealed class InvitationServiceOnSqliteTests(SqliteDatabase database) : InvitationServiceTests<SqliteDatabase>(database);
