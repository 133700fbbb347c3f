using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;

namespace GiftedPortal.Features.Connections;

/// <summary>A customer's connection to a provider: the aggregate whose life the portal keeps.</summary>
public sealed class Connection
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer it belongs to.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Key of the provider: <c>hibob</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Name of the provider's environment.</summary>
    public required string Environment { get; set; }

    /// <summary>Version of the guide that the customer follows.</summary>
    public required int GuideVersion { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands. The concurrency token: of two who change it at once, the second is refused.</summary>
    public ConnectionStatus Status { get; private set; } = ConnectionStatus.Draft;

    /// <summary>UTC of the last change of <see cref="Status"/>.</summary>
    public DateTimeOffset StatusSince { get; private set; }

    /// <summary>The company name as typed in the set-up.</summary>
    public string? CompanyName
    {
        get;
        set
        {
            field = value;
            CompanyNameKey = value is null ? null : CompanyKey.StartOf(value);
        }
    }

    /// <summary>The company name's <see cref="CompanyKey.StartOf"/>, by which connections of the same name are found.</summary>
    public string? CompanyNameKey { get; private set; }

    /// <summary>How many people the customer says it employs; null when not said.</summary>
    public int? Employees { get; set; }

    /// <summary>How many members the customer says the permission group has; null when not said.</summary>
    public int? GroupMembers { get; set; }

    /// <summary>The service user's id; null before credentials are saved.</summary>
    public string? ServiceUserId
    {
        get;
        set
        {
            field = value;
            ServiceUserKey = value?.ToUpperInvariant();
        }
    }

    /// <summary>The service user's id in capitals, by which connections of the same service user are found.</summary>
    public string? ServiceUserKey { get; private set; }

    /// <summary>The token, encrypted; see <see cref="Credentials.CredentialProtector"/>.</summary>
    public string? ProtectedToken { get; set; }

    /// <summary>UTC of the last change of the credentials.</summary>
    public DateTimeOffset? CredentialsSavedAt { get; set; }

    /// <summary>The tenant's id at the provider, kept from the first answer that showed it.</summary>
    public string? AccountId { get; set; }

    /// <summary>Who submitted it last; nobody decides on their own submission.</summary>
    public string? SubmittedById { get; private set; }

    /// <summary>Who reviews or decided it.</summary>
    public string? ReviewerId { get; private set; }

    /// <summary>Name of the reviewer at that time.</summary>
    public string? ReviewerName { get; private set; }

    /// <summary>Where letters to the reviewer go; null: the provider of sign-ins named no address.</summary>
    public string? ReviewerEmail { get; private set; }

    /// <summary>The language that the reviewer works in, such as <c>he</c>.</summary>
    public string? ReviewerLanguage { get; set; }

    /// <summary>UTC; until when nobody but the reviewer decides. After that anybody may take it.</summary>
    public DateTimeOffset? ReviewerUntil { get; set; }

    /// <summary>UTC; the promised moment as the clock said it last, for the order of the queue. Null while no clock runs.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Every change of status, oldest first.</summary>
    public List<ConnectionEvent> Events { get; } = [];

    /// <summary>Credentials are stored.</summary>
    public bool HasCredentials => ServiceUserId is not null && ProtectedToken is not null;

    /// <summary>
    /// Carries out an operation: changes the status and records the event. The caller has checked the actor's right and saves.
    /// </summary>
    /// <returns>Null when done; <see cref="ConnectionRefusal.NotNow"/> when the status does not allow it.</returns>
    public ConnectionRefusal? Apply(ConnectionOperation operation, Actor actor, DateTimeOffset now, string? reason = null, Ruling? ruling = null)
    {
        if (ConnectionLife.Next(Status, operation) is not { } next)
        {
            return new ConnectionRefusal.NotNow(Status, operation);
        }

        Events.Add(new ConnectionEvent
        {
            ConnectionId = Id,
            At = now,
            Operation = operation,
            From = Status,
            To = next,
            ActorId = actor.Id,
            ActorName = actor.Name,
            ActorKind = actor.Kind,
            Reason = reason,
            Rule = ruling?.Rule,
            RuleReasons = ruling?.ToJson(),
        });
        Status = next;
        StatusSince = now;
        if (operation is ConnectionOperation.Submit)
        {
            SubmittedById = actor.Id;
        }

        if (operation is ConnectionOperation.Claim)
        {
            (ReviewerId, ReviewerName, ReviewerEmail) = (actor.Id, actor.Name, actor.Email);
        }

        return null;
    }
}

/// <summary>One change of a connection's status. The clock is computed from these.</summary>
public sealed class ConnectionEvent
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    public required ConnectionOperation Operation { get; init; }

    /// <summary>Status before.</summary>
    public required ConnectionStatus From { get; init; }

    /// <summary>Status after.</summary>
    public required ConnectionStatus To { get; init; }

    /// <summary>Subject of the actor.</summary>
    public required string ActorId { get; init; }

    /// <summary>The actor's name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>What kind of somebody it was: customers see the names of their own people only.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>Why, where a reason was asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The rule that an approval was made by; null for everything else.</summary>
    public ApprovalRule? Rule { get; init; }

    /// <summary>Why that rule applied, as <see cref="Ruled"/> reads it.</summary>
    public string? RuleReasons { get; init; }

    /// <summary>The rule that an approval was made by, and why; null for everything else.</summary>
    public Ruling? Ruled() => Ruling.Read(Rule, RuleReasons);
}
