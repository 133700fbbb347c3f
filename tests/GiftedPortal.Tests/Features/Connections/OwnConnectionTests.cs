using System.Security.Claims;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Status;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace GiftedPortal.Tests.Features.Connections;

public sealed class OwnConnectionTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly TestPortal _portal = new(database.Contexts);

    private static ClaimsPrincipal Principal(Actor actor) => new(new ClaimsIdentity(
        actor.IsStaff
            ? [new(PortalClaims.Subject, actor.Id), new(PortalClaims.Role, nameof(StaffRoles.Reviewer))]
            : [new(PortalClaims.Subject, actor.Id), new(PortalClaims.Customer, actor.CustomerId.ToString()!)],
        "test"));

    private static DefaultHttpContext Request(object? id)
    {
        var context = new DefaultHttpContext();
        context.Request.RouteValues["id"] = id;
        return context;
    }

    private static Microsoft.AspNetCore.Components.RouteData Navigation(Guid? id) =>
        new(typeof(StatusPage), id is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["Id"] = id });

    private async Task<bool> IsLetInAsync(Actor actor, object? resource)
    {
        var requirement = new OwnConnection.Requirement();
        var context = new AuthorizationHandlerContext([requirement], Principal(actor), resource);
        await new OwnConnection.Handler(_portal.Get<ConnectionService>()).HandleAsync(context);
        return context.HasSucceeded;
    }

    [Fact]
    public async Task A_member_is_let_in_to_their_own_connection_by_request_and_by_navigation()
    {
        var (member, id) = await _portal.ReadyAsync();

        (await IsLetInAsync(member, Request(id.ToString()))).Should().BeTrue();
        (await IsLetInAsync(member, Navigation(id))).Should().BeTrue();
        (await IsLetInAsync(member, Request(null))).Should().BeTrue();
        (await IsLetInAsync(member, Navigation(null))).Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_is_let_in_to_somebody_elses_connection_or_to_one_that_is_not_there()
    {
        var (_, id) = await _portal.ReadyAsync();
        var other = await _portal.MemberAsync();

        (await IsLetInAsync(other, Request(id.ToString()))).Should().BeFalse();
        (await IsLetInAsync(other, Navigation(id))).Should().BeFalse();
        (await IsLetInAsync(other, Request(Guid.NewGuid().ToString()))).Should().BeFalse();
        (await IsLetInAsync(other, Request("nonsense"))).Should().BeFalse();
        (await IsLetInAsync(TestPortal.Staff("rita", StaffRoles.Reviewer), Request(id.ToString()))).Should().BeFalse("staff have a page of their own");
    }
}
