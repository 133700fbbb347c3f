using System.Security.Claims;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Viewing;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Customers.Viewing;

public abstract class ViewingServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);
    private readonly TestPortal _portal = new(database.Contexts);

    private ViewingService Viewing => _portal.Get<ViewingService>();

    [Fact]
    public async Task Staff_see_what_members_see_and_can_change_nothing_of_it()
    {
        var (member, id) = await _portal.ReadyAsync();
        await _portal.JoinAsync(member);
        await _portal.Get<HandoverService>().GiveAsync(new NewHandover("first", "colleague@company.test", ""), member, Stop);
        var viewer = ViewerOf((await Viewing.StartAsync(member.CustomerId!.Value, "Ticket 12", Olga, Stop)).View!);
        var setup = _portal.Get<SetupService>();

        viewer.Should().Match<Actor>(one => one.Kind == ActorKind.Viewer && !one.IsStaff && !one.HasAny(StaffRoles.Any) && !one.IsMemberOf(member.CustomerId.Value));
        (await setup.LoadAsync(viewer, Stop)).Should().BeEquivalentTo(await setup.LoadAsync(member, Stop));
        (await _portal.Get<ConnectionService>().FindAsync(id, viewer, Stop))!.Id.Should().Be(id);
        var handover = (await _portal.Get<HandoverService>().ListAsync(viewer, Stop)).Should().ContainSingle().Subject;

        (await setup.FinishAsync("first", true, viewer, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        (await setup.AnswerAsync(SetupAnswers.CompanyName, "X", viewer, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        (await setup.SaveCredentialsAsync("SERVICE-9", new Secret("x"), viewer, Stop)).Refusal.Should().BeOfType<ConnectionRefusal.NotAllowed>();
        (await setup.CheckCredentialsAsync(viewer, Stop)).Should().BeNull();
        (await setup.TryEnvironmentAsync("Other", viewer, Stop)).Should().BeNull();
        (await setup.SubmitAsync(viewer, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        (await _portal.Get<CredentialService>().OpenAsync(id, viewer, Stop)).Should().BeNull();
        (await _portal.Get<CredentialService>().SaveAsync(id, "SERVICE-9", new Secret("x"), viewer, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
        (await _portal.Get<PermissionService>().CheckAsync(id, viewer, null, Stop)).Should().BeNull();
        (await _portal.Get<PermissionService>().ConfirmAsync(id, "two.history", true, viewer, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
        (await _portal.Get<ConnectionService>().UseEnvironmentAsync(id, "Other", viewer, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
        (await _portal.Get<ConnectionService>().OperateAsync(id, ConnectionOperation.Pause, viewer, null, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        (await _portal.Get<HandoverService>().GiveAsync(new NewHandover("second", "x@company.test", ""), viewer, Stop)).Should().Be(HandoverRefusal.NotAllowed);
        (await _portal.Get<HandoverService>().TakeBackAsync(handover.Id, viewer, Stop)).Should().Be(HandoverRefusal.NotAllowed);
        (await _portal.Get<HandoverService>().GiveBackAsync(handover.Id, viewer, Stop)).Should().Be(HandoverRefusal.NotAllowed);
    }

    [Fact]
    public async Task A_viewer_sees_no_other_customer_and_makes_no_connection()
    {
        var (_, other) = await _portal.ReadyAsync();
        var fresh = await _portal.MemberAsync();
        var viewer = ViewerOf((await Viewing.StartAsync(fresh.CustomerId!.Value, "Ticket 12", Olga, Stop)).View!);

        (await _portal.Get<ConnectionService>().FindAsync(other, viewer, Stop)).Should().BeNull();
        (await _portal.Get<CustomerService>().ListAsync(viewer, Stop)).Should().BeEmpty();
        (await _portal.Get<SetupService>().LoadAsync(viewer, Stop)).Should().BeNull("the customer has begun nothing, and looking begins nothing");
        (await Viewing.StartAsync(fresh.CustomerId.Value, "again", viewer, Stop)).Refusal.Should().Be(CustomerRefusal.NotAllowed);
    }

    [Fact]
    public async Task Both_ends_are_audited_with_the_reason_and_it_ends_by_itself()
    {
        var member = await _portal.MemberAsync();
        var start = _portal.Time.GetUtcNow();
        var view = (await Viewing.StartAsync(member.CustomerId!.Value, " Ticket 12 ", Olga, Stop)).View!;
        (await Viewing.IsOpenAsync(view, Olga, Stop)).Should().BeTrue();

        _portal.Time.Advance(TimeSpan.FromMinutes(30));
        (await Viewing.IsOpenAsync(view, Olga, Stop)).Should().BeFalse();
        _portal.Time.Advance(TimeSpan.FromMinutes(5));
        await Viewing.EndExpiredAsync(Stop);
        await Viewing.EndExpiredAsync(Stop);
        await Viewing.EndAsync(view, Olga, Stop);

        (await AuditAsync(member.CustomerId.Value)).Select(entry => (entry.Action, entry.ActorName, entry.Reason, entry.At)).Should().Equal(
            ("customer.view-started", "Olga", "Ticket 12", start),
            ("customer.view-ended", "Olga", null, start.AddMinutes(30)));
    }

    [Fact]
    public async Task Leaving_ends_it_at_once_for_every_tab()
    {
        var member = await _portal.MemberAsync();
        var view = (await Viewing.StartAsync(member.CustomerId!.Value, "Ticket 12", Olga, Stop)).View!;

        await Viewing.EndAsync(view, TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop);
        (await Viewing.IsOpenAsync(view, Olga, Stop)).Should().BeTrue("it is not Rita's");
        await Viewing.EndAsync(view, Olga, Stop);

        (await Viewing.IsOpenAsync(view, Olga, Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_looks_without_a_reason_or_without_being_staff()
    {
        var member = await _portal.MemberAsync();

        (await Viewing.StartAsync(member.CustomerId!.Value, "  ", Olga, Stop)).Refusal.Should().Be(CustomerRefusal.BadReason);
        (await Viewing.StartAsync(member.CustomerId.Value, new string('x', 501), Olga, Stop)).Refusal.Should().Be(CustomerRefusal.BadReason);
        (await Viewing.StartAsync(member.CustomerId.Value, "because", member, Stop)).Refusal.Should().Be(CustomerRefusal.NotAllowed);
        (await Viewing.StartAsync(Guid.NewGuid(), "because", Olga, Stop)).Refusal.Should().Be(CustomerRefusal.NotFound);
        (await AuditAsync(member.CustomerId.Value)).Should().BeEmpty();
    }

    private static Actor ViewerOf(CustomerView view) => PortalClaims.ToActor(view.AddTo(new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(PortalClaims.Subject, Olga.Id), new Claim(PortalClaims.Name, Olga.Name), new Claim(PortalClaims.Role, nameof(StaffRoles.Operator))], "test"))));

    private async Task<List<AuditEntry>> AuditAsync(Guid customer)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<AuditEntry>().Where(entry => entry.CustomerId == customer).OrderBy(entry => entry.Id).ToListAsync(Stop);
    }
}

public sealed class ViewingServiceOnSqliteTests(SqliteDatabase database) : ViewingServiceTests<SqliteDatabase>(database);
