using System.Security.Claims;

namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>Where requests with codes come in: throttled, and as the person whose claims they carry.</summary>
public sealed class InvitationGate(InvitationService invitations, CodeThrottle throttle)
{
    /// <summary>Opens an invitation.</summary>
    /// <returns>What to say, or how long to wait.</returns>
    public Task<(InvitationReply? Reply, TimeSpan? Wait)> OpenAsync(string code, ClaimsPrincipal person, string address, CancellationToken cancellationToken) =>
        HoldAsync(address, () => invitations.OpenAsync(code, Visitor.Of(person), cancellationToken));

    /// <summary>Accepts an invitation.</summary>
    /// <returns>What to say, or how long to wait.</returns>
    public Task<(InvitationReply? Reply, TimeSpan? Wait)> AcceptAsync(string code, ClaimsPrincipal person, string address, CancellationToken cancellationToken) =>
        HoldAsync(address, () => invitations.AcceptAsync(code, Visitor.Of(person), cancellationToken));

    private async Task<(InvitationReply? Reply, TimeSpan? Wait)> HoldAsync(string address, Func<Task<InvitationReply>> ask)
    {
        if (throttle.HeldFor(address) is { } wait)
        {
            return (null, wait);
        }

        var reply = await ask();
        if (reply is InvitationReply.Unknown)
        {
            throttle.Count(address);
        }

        return (reply, null);
    }
}
