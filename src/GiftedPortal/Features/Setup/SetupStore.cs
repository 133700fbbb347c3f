using GiftedPortal.Features.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Setup;

/// <summary>A step that somebody finished.</summary>
public sealed class FinishedStep
{
    /// <summary>The connection being set up.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The step.</summary>
    public required string Slug { get; init; }

    /// <summary>Version of the guide at that time: a step that changed later is to be done again.</summary>
    public required int GuideVersion { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Who finished it.</summary>
    public required string By { get; set; }
}

/// <summary>Something that the customer typed or chose in the set-up, saved as it changes. Never a secret.</summary>
public sealed class SetupAnswer
{
    /// <summary>The connection being set up.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>What was asked: see <see cref="SetupAnswers"/>.</summary>
    public required string Key { get; init; }

    /// <summary>What was answered.</summary>
    public required string Value { get; set; }

    /// <summary>UTC of the last change.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>Keys of the answers.</summary>
public static class SetupAnswers
{
    /// <summary>Whether the person is an administrator of the HR system: <c>yes</c> or <c>no</c>.</summary>
    public const string IsAdmin = "is-admin";

    /// <summary>Whether the company approved that Gifted is connected: <c>yes</c> or <c>no</c>.</summary>
    public const string HasApproval = "has-approval";

    /// <summary>Whether the company synced with Gifted before, as the customer says: <c>yes</c>, <c>no</c> or <c>unsure</c>.</summary>
    public const string SyncedBefore = "synced-before";

    /// <summary>How many members the customer says the permission group has.</summary>
    public const string GroupMembers = "group-members";

    /// <summary>How many people the customer says it employs.</summary>
    public const string Employees = "employees";

    /// <summary>The service user's id, as typed.</summary>
    public const string ServiceUserId = "service-user-id";

    /// <summary>The company name, as typed.</summary>
    public const string CompanyName = "company-name";

    /// <summary>The field of the token. Never stored as an answer: see <see cref="Typing.TypedSecret"/>.</summary>
    public const string Token = "token";

    /// <summary>Longest answer, in characters.</summary>
    public const int Longest = 500;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [IsAdmin, HasApproval, Employees, SyncedBefore, GroupMembers, ServiceUserId, CompanyName];
}

internal sealed class FinishedStepConfiguration : IEntityTypeConfiguration<FinishedStep>
{
    public void Configure(EntityTypeBuilder<FinishedStep> builder)
    {
        builder.ToTable("FinishedSteps");
        builder.HasKey(step => new { step.ConnectionId, step.Slug });
        builder.Property(step => step.Slug).HasMaxLength(60);
        builder.Property(step => step.By).HasMaxLength(300);
        builder.HasOne<Connection>().WithMany().HasForeignKey(step => step.ConnectionId);
    }
}

internal sealed class SetupAnswerConfiguration : IEntityTypeConfiguration<SetupAnswer>
{
    public void Configure(EntityTypeBuilder<SetupAnswer> builder)
    {
        builder.ToTable("SetupAnswers");
        builder.HasKey(answer => new { answer.ConnectionId, answer.Key });
        builder.Property(answer => answer.Key).HasMaxLength(60);
        builder.Property(answer => answer.Value).HasMaxLength(SetupAnswers.Longest);
        builder.HasOne<Connection>().WithMany().HasForeignKey(answer => answer.ConnectionId);
    }
}
