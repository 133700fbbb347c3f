using System.Security.Claims;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Viewing;
using GiftedPortal.Features.Identity;
using GiftedPortal.Hosting;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace GiftedPortal.Tests.Hosting;

/// <summary>An open circuit of somebody who is removed meanwhile.</summary>
public sealed class MemberRevalidationTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly TestPortal _portal = new(database.Contexts);

    [Fact]
    public async Task A_member_acts_no_more_from_the_moment_of_removal_on_and_the_page_is_told()
    {
        var member = await _portal.MemberAsync();
        var address = await _portal.JoinAsync(member);
        using var circuit = Circuit(new Claim(PortalClaims.Subject, member.Id), new Claim(PortalClaims.Customer, member.CustomerId.ToString()!));
        var told = 0;
        circuit.AuthenticationStateChanged += _ => told++;
        (await new CurrentActor(circuit).GetAsync()).IsMemberOf(member.CustomerId!.Value).Should().BeTrue();

        var row = (await _portal.Get<CustomerService>().ListAsync(Ada, Stop)).SelectMany(one => one.Members).Single(one => one.Email == address);
        (await _portal.Get<CustomerService>().RemoveMemberAsync(row.Id, Ada, Stop)).Should().BeNull();

        var actor = await new CurrentActor(circuit).GetAsync();
        actor.Kind.Should().Be(ActorKind.Stranger);
        actor.Id.Should().BeEmpty();
        told.Should().Be(1);
        (await new CurrentActor(circuit).GetAsync()).Kind.Should().Be(ActorKind.Stranger);
    }

    [Fact]
    public async Task A_look_at_a_customer_ends_in_open_circuits_too()
    {
        var member = await _portal.MemberAsync();
        var view = (await _portal.Get<ViewingService>().StartAsync(member.CustomerId!.Value, "Ticket 12", Ada, Stop)).View!;
        using var circuit = Circuit([.. view.AddTo(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(PortalClaims.Subject, Ada.Id), new Claim(PortalClaims.Role, nameof(StaffRoles.Admin))], "test"))).Claims]);
        (await new CurrentActor(circuit).GetAsync()).Kind.Should().Be(ActorKind.Viewer);

        _portal.Time.Advance(ViewingService.Longest);

        (await new CurrentActor(circuit).GetAsync()).Kind.Should().Be(ActorKind.Stranger);
    }

    private static Actor Ada { get; } = TestPortal.Staff("Ada", StaffRoles.Admin);

    private MemberRevalidation Circuit(params Claim[] claims)
    {
        var circuit = new MemberRevalidation(NullLoggerFactory.Instance, new Standing(_portal.Get<MemberDirectory>(), _portal.Get<ViewingService>()));
        circuit.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")))));
        return circuit;
    }
}
