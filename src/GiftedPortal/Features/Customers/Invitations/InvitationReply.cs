namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>What somebody who opens an invitation is told. Nothing here holds a code or a whole address of somebody else.</summary>
public abstract record InvitationReply
{
    private InvitationReply()
    {
    }

    /// <summary>No invitation has this code.</summary>
    public sealed record Unknown : InvitationReply;

    /// <summary>It was taken back.</summary>
    public sealed record Revoked : InvitationReply;

    /// <summary>It was accepted before; a code works once.</summary>
    public sealed record Used : InvitationReply;

    /// <summary>The code has expired, and a fresh one was sent to the invited address.</summary>
    /// <param name="To">The address, masked.</param>
    /// <param name="SentAt">UTC.</param>
    public sealed record Renewed(string To, DateTimeOffset SentAt) : InvitationReply;

    /// <summary>It can be accepted.</summary>
    /// <param name="By">Who invites.</param>
    /// <param name="Company">To which customer.</param>
    /// <param name="To">The invited address, masked.</param>
    /// <param name="Note">A word from the person who invites; only for the invited person.</param>
    /// <param name="Obstacle">What keeps the person who is signed in from accepting it; null: nothing, or nobody is signed in.</param>
    public sealed record Waiting(string By, string Company, string To, string? Note, InvitationObstacle? Obstacle) : InvitationReply;

    /// <summary>The person who is signed in is a member of this customer already, or has just become one.</summary>
    /// <param name="CustomerId">The customer.</param>
    /// <param name="Path">Where to go on.</param>
    public sealed record Member(Guid CustomerId, string Path) : InvitationReply;
}

/// <summary>What keeps a signed-in person from accepting an invitation.</summary>
public enum InvitationObstacle
{
    /// <summary>The invitation is for another address.</summary>
    OtherAddress,

    /// <summary>The sign-in provider does not vouch for the address.</summary>
    NotVerified,

    /// <summary>The person is a member of another customer.</summary>
    OtherCustomer,

    /// <summary>Another account is a member with this address already.</summary>
    AddressTaken,

    /// <summary>The person works at Gifted.</summary>
    Staff,
}
