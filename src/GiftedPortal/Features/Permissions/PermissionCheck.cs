using System.Text.Json;
using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GiftedPortal.Features.Permissions;

/// <summary>One full check, kept as evidence: outcomes and field keys, never a value.</summary>
public sealed class PermissionCheck
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC; when it ran first.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC; when a later check last said exactly the same.</summary>
    public required DateTimeOffset SeenAgainAt { get; set; }

    /// <summary>Version of the guide whose permissions were checked.</summary>
    public required int GuideVersion { get; init; }

    /// <summary>Name of whoever started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>Null: the credentials were accepted; else why not, or why that could not be found out.</summary>
    public FailureKind? CredentialsFailure { get; init; }

    /// <summary>The credentials were accepted.</summary>
    public bool CredentialsAccepted => CredentialsFailure is null or FailureKind.Forbidden;

    /// <summary>Whether the audience could be counted.</summary>
    public required bool AudienceKnown { get; init; }

    /// <summary>People in the audience.</summary>
    public required int People { get; init; }

    /// <summary>What was found out.</summary>
    public required StoredFindings Result { get; set; }

    /// <summary>How the tenant's permission screen is organised.</summary>
    public required PermissionDialect Dialect { get; init; }

    /// <summary>Calls made.</summary>
    public required int Calls { get; init; }

    /// <summary>Wall time.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The fewest calls per minute that the answers allowed at one address; null when they did not say.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Permissions that a sync needs, that this connection had once it was approved, and that are gone.</summary>
    public IReadOnlyList<string> Lost => Result.Lost;

    /// <summary>Categories that are visible and not needed.</summary>
    public IReadOnlyList<OverGrant> OverGrants => Result.OverGrants;

    /// <summary>The outcome for each permission.</summary>
    public IEnumerable<PermissionFinding> Findings => Result.Findings.Select(finding => finding.Read());

    /// <summary>The audience as counted.</summary>
    public Audience Audience => new(AudienceKnown, People, Result.ByStatus) { Inactive = Result.Inactive };

    /// <summary>Whether another check came to the same outcomes about the same people, whenever each call was made.</summary>
    public bool SaysTheSameAs(PermissionCheck other) =>
        CredentialsFailure == other.CredentialsFailure && Dialect == other.Dialect && People == other.People && AudienceKnown == other.AudienceKnown
        && GuideVersion == other.GuideVersion && Said(Result) == Said(other.Result);

    private static string Said(StoredFindings result) => JsonSerializer.Serialize(
        result with { Findings = [.. result.Findings.Select(finding => finding with { Evidence = finding.Evidence with { AskedAt = null, AgainAt = null } })] },
        JsonSerializerOptions.Default);
}

/// <summary>The part of a check that is stored as one JSON text.</summary>
/// <param name="Findings">One for each permission.</param>
/// <param name="ByStatus">The audience by lifecycle status.</param>
/// <param name="Inactive">How many of the audience are inactive; null when not visible.</param>
public sealed record StoredFindings(IReadOnlyList<StoredFinding> Findings, IReadOnlyDictionary<string, int> ByStatus, int? Inactive = null)
{
    /// <summary>The best verdict that Gifted counts on for each permission, see <see cref="Drift.DriftRules"/>.</summary>
    public IReadOnlyDictionary<string, Verdict> Expected { get; init; } = new Dictionary<string, Verdict>();

    /// <summary>Keys of what is lost, in the provider's order.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>Categories that are visible and not needed: their names, nothing of what is in them.</summary>
    public IReadOnlyList<OverGrant> OverGrants { get; init; } = [];

    internal static StoredFindings Of(PermissionReport report) =>
        new([.. report.Findings.Select(StoredFinding.Of)], report.Audience.ByStatus, report.Audience.Inactive) { OverGrants = report.OverGrants };
}

/// <summary>A <see cref="PermissionFinding"/> as stored: flat, so that what is stored outlives the types.</summary>
/// <param name="Key">The permission.</param>
/// <param name="Word">The outcome's word.</param>
/// <param name="Until">UTC; for an outcome that says when a next try makes sense.</param>
/// <param name="Category">The tenant's own name of the category.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record StoredFinding(string Key, string Word, DateTimeOffset? Until, string? Category, Evidence Evidence)
{
    internal static StoredFinding Of(PermissionFinding finding) => new(
        finding.Key, finding.Outcome.Word, (finding.Outcome as PermissionOutcome.Unjudged)?.Until, finding.Category, finding.Evidence);

    internal PermissionFinding Read() => new(Key, PermissionOutcome.Parse(Word, Until), Category, Evidence);
}

/// <summary>A person's word for a permission that no call can show.</summary>
public sealed class PermissionConfirmation
{
    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The permission.</summary>
    public required string Key { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who confirmed.</summary>
    public required string By { get; init; }
}

internal sealed class PermissionCheckConfiguration : IEntityTypeConfiguration<PermissionCheck>
{
    public void Configure(EntityTypeBuilder<PermissionCheck> builder)
    {
        builder.ToTable("PermissionChecks");
        builder.Ignore(check => check.Findings);
        builder.Ignore(check => check.Lost);
        builder.Ignore(check => check.OverGrants);
        builder.Property(check => check.StartedBy).HasMaxLength(300);
        builder.Property(check => check.Duration).HasConversion<long>();
        builder.Property(check => check.Result).HasConversion(new ValueConverter<StoredFindings, string>(
            result => JsonSerializer.Serialize(result, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<StoredFindings>(text, JsonSerializerOptions.Default)!));
        builder.HasOne<Connection>().WithMany().HasForeignKey(check => check.ConnectionId);
        builder.HasIndex(check => new { check.ConnectionId, check.At });
    }
}

internal sealed class PermissionConfirmationConfiguration : IEntityTypeConfiguration<PermissionConfirmation>
{
    public void Configure(EntityTypeBuilder<PermissionConfirmation> builder)
    {
        builder.ToTable("PermissionConfirmations");
        builder.HasKey(confirmation => new { confirmation.ConnectionId, confirmation.Key });
        builder.Property(confirmation => confirmation.Key).HasMaxLength(60);
        builder.Property(confirmation => confirmation.By).HasMaxLength(300);
        builder.HasOne<Connection>().WithMany().HasForeignKey(confirmation => confirmation.ConnectionId);
    }
}
