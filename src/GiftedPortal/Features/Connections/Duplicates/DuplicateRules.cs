using GiftedPortal.Features.Customers;

namespace GiftedPortal.Features.Connections.Duplicates;

/// <summary>A connection as far as duplicates are concerned.</summary>
/// <param name="Id">Key.</param>
/// <param name="CustomerId">Its customer.</param>
/// <param name="CustomerName">The name that Gifted knows the customer by.</param>
/// <param name="CompanyName">The name as typed in its set-up.</param>
/// <param name="Provider">Key of the provider.</param>
/// <param name="Environment">The provider's environment.</param>
/// <param name="ServiceUserId">The service user's id.</param>
/// <param name="AccountId">The tenant's id, known only from an answer to accepted credentials.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusSince">UTC.</param>
internal sealed record DuplicateCandidate(
    Guid Id, Guid CustomerId, string CustomerName, string? CompanyName, string Provider, string Environment, string? ServiceUserId, string? AccountId, ConnectionStatus Status, DateTimeOffset StatusSince)
{
    /// <summary>Keys of its names.</summary>
    public IEnumerable<string> Keys => new[] { CustomerName, CompanyName }.OfType<string>().Select(CompanyKey.Of).Where(key => key.Length > 0).Distinct();

    /// <summary>Both read the same tenant.</summary>
    public bool SharesAccountWith(DuplicateCandidate other) => AccountId is not null && AccountId == other.AccountId && Environment == other.Environment;

    /// <summary>Both use the same service user. Counts only where the provider accepted it: anybody can type an id.</summary>
    public bool SharesServiceUserWith(DuplicateCandidate other) =>
        AccountId is not null && ServiceUserId is not null && string.Equals(ServiceUserId, other.ServiceUserId, StringComparison.OrdinalIgnoreCase) && Environment == other.Environment;
}

/// <summary>
/// What a customer is told of duplicates. About others nothing but "Gifted looks at it", and that only where it cannot be used to find out who else is
/// a customer: for the customer's own registered name, for an account whose credentials they hold, and for any other name whether somebody has it or
/// not. Pure.
/// </summary>
internal static class DuplicateRules
{
    /// <summary>What to ask; null: nothing to resolve.</summary>
    /// <param name="self">The connection being set up.</param>
    /// <param name="typedName">The company name as typed.</param>
    /// <param name="others">Other connections to the same provider: those that may be alike, by customer, name, account or service user.</param>
    public static DuplicateFinding? Find(DuplicateCandidate self, string typedName, IReadOnlyCollection<DuplicateCandidate> others)
    {
        var typed = CompanyKey.Of(typedName);
        var registered = CompanyKey.Of(self.CustomerName);
        var strangers = others.Where(other => other.CustomerId != self.CustomerId && !HasEnded(other)).ToList();
        if (strangers.Exists(other => self.SharesAccountWith(other) || self.SharesServiceUserWith(other)))
        {
            return new DuplicateFinding(DuplicateKind.AccountInUse, null);
        }

        if (typed.Length > 0 && typed != registered)
        {
            return new DuplicateFinding(DuplicateKind.OtherName, null);
        }

        if (strangers.Exists(other => other.Keys.Contains(registered)))
        {
            return new DuplicateFinding(DuplicateKind.NameInUse, null);
        }

        return others.Where(other => other.CustomerId == self.CustomerId && HasEnded(other)).MaxBy(other => other.StatusSince) is { } earlier
            ? new DuplicateFinding(DuplicateKind.OwnEarlier, new EarlierConnection(earlier.Id, earlier.CompanyName ?? earlier.CustomerName, earlier.StatusSince))
            : null;
    }

    /// <summary>Whether a choice answers a finding.</summary>
    public static bool Fits(DuplicateFinding finding, DuplicateResolution resolution) =>
        finding.Kind is DuplicateKind.OwnEarlier || resolution is DuplicateResolution.AskStaff;

    /// <summary>For staff: who else looks like this connection.</summary>
    public static IEnumerable<LookAlike> LookAlikes(DuplicateCandidate self, IEnumerable<DuplicateCandidate> others)
    {
        var keys = self.Keys.ToHashSet(StringComparer.Ordinal);
        return
            from other in others
            where other.CustomerId != self.CustomerId && !HasEnded(other)
            let match = self.SharesServiceUserWith(other) ? LookAlikeBy.ServiceUser : other.Keys.Any(keys.Contains) ? LookAlikeBy.Name : (LookAlikeBy?)null
            where match is not null
            select new LookAlike(other.CustomerName, match.Value);
    }

    private static bool HasEnded(DuplicateCandidate other) => other.Status is ConnectionStatus.Disconnected or ConnectionStatus.Rejected;
}

/// <summary>In which way a set-up looks like another connection.</summary>
public enum DuplicateKind
{
    /// <summary>The customer had a connection that has ended.</summary>
    OwnEarlier,

    /// <summary>The name is not the one that Gifted knows the customer by.</summary>
    OtherName,

    /// <summary>Somebody else has the customer's own name.</summary>
    NameInUse,

    /// <summary>The account or the service user is connected already.</summary>
    AccountInUse,
}

/// <summary>What a customer is asked about.</summary>
/// <param name="Kind">What looks alike.</param>
/// <param name="Earlier">The customer's own earlier connection; null when it is not about one.</param>
public sealed record DuplicateFinding(DuplicateKind Kind, EarlierConnection? Earlier);

/// <summary>A customer's own connection that has ended.</summary>
/// <param name="Id">Key.</param>
/// <param name="Company">Its company name.</param>
/// <param name="EndedAt">UTC.</param>
public sealed record EarlierConnection(Guid Id, string Company, DateTimeOffset EndedAt);

/// <summary>By what another customer's connection looks like the one under review.</summary>
public enum LookAlikeBy
{
    /// <summary>The same service user.</summary>
    ServiceUser,

    /// <summary>The same name but for spelling.</summary>
    Name,
}

/// <summary>Another customer's connection that looks like the one under review. For staff only.</summary>
/// <param name="CustomerName">The other customer.</param>
/// <param name="By">What is alike.</param>
public sealed record LookAlike(string CustomerName, LookAlikeBy By);
