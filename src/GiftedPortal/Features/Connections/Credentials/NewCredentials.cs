using System.Text.Json;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GiftedPortal.Features.Connections.Credentials;

/// <summary>Credentials that are to take the place of a connection's own: kept encrypted beside them until somebody switches or cancels.</summary>
public sealed class NewCredentials
{
    /// <summary>The connection, which has at most one pair of new credentials.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>Changes with every pair that is saved. The concurrency token: what a person saw is what is switched.</summary>
    public Guid Version { get; set; }

    /// <summary>The service user's id.</summary>
    public string ServiceUserId { get; set; } = "";

    /// <summary>The token, encrypted for this connection.</summary>
    public string ProtectedToken { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset SavedAt { get; set; }

    /// <summary>Name of who saved them.</summary>
    public string SavedBy { get; set; } = "";

    /// <summary>What a full check with them found; null before the first.</summary>
    public CredentialTrial? Trial { get; set; }
}

/// <summary>What a full check with new credentials found: outcomes and counts, never a value. Stored as one JSON text.</summary>
/// <param name="At">UTC.</param>
/// <param name="Failure">Null: accepted; else why not, or why that could not be found out.</param>
/// <param name="RetryAt">UTC; when a next try makes sense, where known.</param>
/// <param name="AccountId">The tenant's id at the provider, when visible.</param>
/// <param name="AudienceKnown">Whether the people could be counted.</param>
/// <param name="People">How many people are visible.</param>
/// <param name="Outcomes">The outcome's word by the permission's key.</param>
public sealed record CredentialTrial(
    DateTimeOffset At, FailureKind? Failure, DateTimeOffset? RetryAt, string? AccountId, bool AudienceKnown, int People, IReadOnlyDictionary<string, string> Outcomes)
{
    /// <summary>The provider accepted the credentials.</summary>
    public bool Accepted => Failure is null or FailureKind.Forbidden;

    /// <summary>The outcome for a permission; null when it was not looked at.</summary>
    public PermissionOutcome? OutcomeOf(string key) => Outcomes.TryGetValue(key, out var word) ? PermissionOutcome.Parse(word) : null;

    internal static CredentialTrial Of(PermissionReport report, DateTimeOffset at) => new(
        at, report.Credentials.Failure?.Kind, report.Credentials.Failure?.RetryAt, report.AccountId, report.Audience.Known, report.Audience.People,
        report.Findings.ToDictionary(finding => finding.Key, finding => finding.Outcome.Word));
}

internal sealed class NewCredentialsConfiguration : IEntityTypeConfiguration<NewCredentials>
{
    public void Configure(EntityTypeBuilder<NewCredentials> builder)
    {
        builder.ToTable("NewCredentials");
        builder.HasKey(one => one.ConnectionId);
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.Property(one => one.ServiceUserId).HasMaxLength(CredentialService.LongestId);
        builder.Property(one => one.SavedBy).HasMaxLength(300);
        builder.Property(one => one.Trial).HasConversion(new ValueConverter<CredentialTrial?, string?>(
            trial => trial == null ? null : JsonSerializer.Serialize(trial, JsonSerializerOptions.Default),
            text => text == null ? null : JsonSerializer.Deserialize<CredentialTrial>(text, JsonSerializerOptions.Default)));
        builder.HasOne<Connection>().WithOne().HasForeignKey<NewCredentials>(one => one.ConnectionId);
    }
}
