using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Approval.Review;

/// <summary>Something unusual about a case, for a reviewer to weigh.</summary>
/// <param name="Tone">How grave it is.</param>
/// <param name="Key">Its sentence: <c>Concern.{Key}</c>.</param>
/// <param name="Arguments">What the sentence names.</param>
public sealed record Concern(Tone Tone, string Key, params object[] Arguments)
{
    /// <summary>An audience above this is unusual: gifting is for companies, not for the population of a city.</summary>
    public const int LargeAudience = 20_000;

    /// <summary>A check older than this says little about today.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>Everything unusual about a case, gravest first. Pure.</summary>
    public static IReadOnlyList<Concern> Of(ReviewCase review, DateTimeOffset now) =>
        [.. OfCheck(review, now).Concat(OfMembers(review.Connection)).Concat(OfCustomer(review)).OrderByDescending(concern => concern.Tone is Tone.Bad).ThenByDescending(concern => concern.Tone is Tone.Warn)];

    private static IEnumerable<Concern> OfCheck(ReviewCase review, DateTimeOffset now)
    {
        if (review.Check is not { } check)
        {
            return [new Concern(Tone.Bad, "NoCheck")];
        }

        if (!check.CredentialsAccepted)
        {
            return [new Concern(Tone.Bad, $"Credentials.{check.CredentialsFailure}")];
        }

        return review.Requirements.SelectMany(requirement => OfPermission(requirement, check, review.Confirmations))
            .Concat(check.OverGrants.Select(extra => new Concern(Tone.Warn, "OverGrant", extra.Category)))
            .Concat(check.Dialect is PermissionDialect.Field ? [new Concern(Tone.Info, "NewDialect")] : [])
            .Concat(OfAudience(check, review.Connection.Employees))
            .Concat(now - check.SeenAgainAt > Fresh ? [new Concern(Tone.Warn, "OldCheck")] : []);
    }

    private static IEnumerable<Concern> OfPermission(PermissionRequirement requirement, PermissionCheck check, IReadOnlyList<PermissionConfirmation> confirmations)
    {
        var finding = check.Findings.FirstOrDefault(one => one.Key == requirement.Key);
        object[] named = [finding?.Category ?? requirement.Category, requirement.Label];
        var confirmed = confirmations.Any(one => one.Key == requirement.Key);
        switch (finding?.Outcome)
        {
            case PermissionOutcome.Judged { Verdict: Verdict.Missing }:
                yield return new Concern(Tone.Bad, "Missing", named);
                break;
            case PermissionOutcome.Judged { Verdict: Verdict.Partly }:
                yield return new Concern(Tone.Warn, "Partly", named);
                break;
            case PermissionOutcome.Judged { Verdict: Verdict.CannotBeChecked } when !confirmed:
                yield return new Concern(Tone.Warn, "Unconfirmed", named);
                break;
            case PermissionOutcome.Judged { Verdict: Verdict.Inconclusive } when !confirmed:
                yield return new Concern(Tone.Info, "Inconclusive", named);
                break;
            case PermissionOutcome.Unjudged or null:
                yield return new Concern(Tone.Warn, "Unjudged", named);
                break;
        }
    }

    private static IEnumerable<Concern> OfAudience(PermissionCheck check, int? employees)
    {
        object[]? named = AudienceReading.Of(check.Audience, employees) switch
        {
            AudienceFit.TooFew or AudienceFit.TooMany => [check.People, employees!.Value],
            AudienceFit.Fits => null,
            AudienceFit.Unknown or AudienceFit.Nobody or AudienceFit.OnlyActive or AudienceFit.OnePerson => [],
        };
        if (named is not null)
        {
            var fit = AudienceReading.Of(check.Audience, employees);
            // nobody about to start or gone may simply be so
            yield return new Concern(fit is AudienceFit.Nobody ? Tone.Bad : fit is AudienceFit.OnlyActive ? Tone.Info : Tone.Warn, $"Audience{fit}", named);
        }

        if (check.People > LargeAudience)
        {
            yield return new Concern(Tone.Warn, "AudienceLarge", check.People);
        }
    }

    private static IEnumerable<Concern> OfMembers(ConnectionSummary connection)
    {
        if (connection.GroupMembers is { } members and not 1)
        {
            yield return new Concern(Tone.Bad, "Members", members);
        }
        else if (connection.GroupMembers is null)
        {
            yield return new Concern(Tone.Info, "MembersUnknown");
        }
    }

    private static IEnumerable<Concern> OfCustomer(ReviewCase review)
    {
        var connection = review.Connection;
        var expected = CompanyName.Propose(CompanyName.Clean(connection.CustomerName), connection.SyncedBefore);
        if (connection.CompanyName is { } typed && !string.Equals(CompanyName.Clean(typed), expected, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Concern(Tone.Warn, "OtherName", typed, connection.CustomerName);
        }

        foreach (var other in review.SameAccount)
        {
            yield return new Concern(Tone.Bad, "SameAccount", other);
        }

        foreach (var other in review.Duplicates.LookAlikes)
        {
            yield return new Concern(Tone.Warn, $"LookAlike.{other.By}", other.CustomerName);
        }

        if (review.Duplicates.Chosen is { } chosen)
        {
            yield return new Concern(chosen is DuplicateResolution.AskStaff ? Tone.Warn : Tone.Info, $"Duplicate.{chosen}");
        }

        if (connection.SyncedBefore)
        {
            yield return new Concern(Tone.Info, "SyncedBefore");
        }
    }
}
