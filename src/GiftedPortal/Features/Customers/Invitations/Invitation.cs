namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>An invitation for one e-mail address to be a member of a customer. Used once, by whoever signs in with that address.</summary>
public sealed class Invitation
{
    /// <summary>How long a code is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How long after a code was sent the next one is sent at the earliest.</summary>
    public static readonly TimeSpan RenewalPause = TimeSpan.FromHours(1);

    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The invited address, in lower case.</summary>
    public required string Email { get; init; }

    /// <summary>Name of the person who invites.</summary>
    public required string InvitedBy { get; init; }

    /// <summary>A word from that person; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>Address inside the portal where the invited person begins; null: at the customer's start.</summary>
    public string? Path { get; init; }

    /// <summary>True: membership ends by itself, with the hand-over that the invitation belongs to.</summary>
    public bool AsGuest { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC of the newest code. A concurrency token, as are the two ends: of two who act at once, the second is refused.</summary>
    public required DateTimeOffset SentAt { get; set; }

    /// <summary>UTC; null while nobody accepted it.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>UTC; null while nobody revoked it.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Who opened it.</summary>
    public List<InvitationOpening> Openings { get; } = [];

    /// <summary>UTC of the moment at which the newest code expires.</summary>
    public DateTimeOffset ExpiresAt => SentAt + Lifetime;

    /// <summary>Neither accepted nor revoked; expired ones renew themselves.</summary>
    public bool IsOpen => AcceptedAt is null && RevokedAt is null;
}

/// <summary>One person's opening of an invitation.</summary>
public sealed class InvitationOpening
{
    /// <summary>The invitation.</summary>
    public required Guid InvitationId { get; init; }

    /// <summary>Address of the person who was signed in; empty for people who were not.</summary>
    public required string Who { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>How often.</summary>
    public required int Times { get; set; }
}
