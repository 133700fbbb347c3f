namespace GiftedPortal.Features.Connections;

/// <summary>A connection as screens show it: never with its token. Moments are UTC.</summary>
public sealed record ConnectionSummary
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The name that Gifted knows the customer by.</summary>
    public required string CustomerName { get; init; }

    /// <summary>The customer synced under the old method.</summary>
    public required bool SyncedBefore { get; init; }

    /// <summary>Key of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Name of the provider's environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Version of the guide.</summary>
    public required int GuideVersion { get; init; }

    /// <summary>When the set-up began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required ConnectionStatus Status { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset StatusSince { get; init; }

    /// <summary>The company name as typed.</summary>
    public required string? CompanyName { get; init; }

    /// <summary>How many people the customer says it employs.</summary>
    public required int? Employees { get; init; }

    /// <summary>How many members the customer says the permission group has.</summary>
    public required int? GroupMembers { get; init; }

    /// <summary>The service user's id.</summary>
    public required string? ServiceUserId { get; init; }

    /// <summary>A token is stored.</summary>
    public required bool HasToken { get; init; }

    /// <summary>When the credentials were stored.</summary>
    public required DateTimeOffset? CredentialsSavedAt { get; init; }

    /// <summary>The tenant's id at the provider.</summary>
    public required string? AccountId { get; init; }

    /// <summary>Who submitted it.</summary>
    public required string? SubmittedById { get; init; }

    /// <summary>Who reviews or decided it.</summary>
    public required string? ReviewerName { get; init; }

    /// <summary>Subject of the reviewer.</summary>
    public required string? ReviewerId { get; init; }

    /// <summary>Until when nobody but the reviewer decides.</summary>
    public required DateTimeOffset? ReviewerUntil { get; init; }
}
