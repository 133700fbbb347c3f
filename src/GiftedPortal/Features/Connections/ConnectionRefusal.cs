namespace GiftedPortal.Features.Connections;

/// <summary>Why an operation on a connection was not carried out. A refusal changes nothing.</summary>
public abstract record ConnectionRefusal
{
    private ConnectionRefusal()
    {
    }

    /// <summary>There is no such connection for this actor: it does not exist, or it belongs to somebody else.</summary>
    public sealed record NotFound : ConnectionRefusal;

    /// <summary>The actor's role does not allow the operation.</summary>
    public sealed record NotAllowed : ConnectionRefusal;

    /// <summary>Nobody decides on what they submitted or changed in the set-up.</summary>
    public sealed record OwnSubmission : ConnectionRefusal;

    /// <summary>Something is red and this person approved already: the second approval is somebody else's.</summary>
    public sealed record SecondReviewerNeeded : ConnectionRefusal;

    /// <summary>The status does not allow the operation.</summary>
    public sealed record NotNow(ConnectionStatus Status, ConnectionOperation Operation) : ConnectionRefusal;

    /// <summary>Somebody else was faster.</summary>
    /// <param name="By">Their name.</param>
    /// <param name="At">UTC.</param>
    /// <param name="Status">Where the connection stands now.</param>
    public sealed record AlreadyDecided(string By, DateTimeOffset At, ConnectionStatus Status) : ConnectionRefusal;

    /// <summary>Another reviewer has it.</summary>
    /// <param name="By">Their name.</param>
    /// <param name="Until">UTC; from then on anybody may take it.</param>
    public sealed record Taken(string By, DateTimeOffset Until) : ConnectionRefusal;

    /// <summary>The operation needs a reason of 1 to <paramref name="Longest"/> characters.</summary>
    public sealed record BadReason(int Longest) : ConnectionRefusal;

    /// <summary>The company name is empty or longer than <paramref name="Longest"/> characters.</summary>
    public sealed record BadCompanyName(int Longest) : ConnectionRefusal;

    /// <summary>The company synced before, so its name must end in <c>Service User</c>.</summary>
    /// <param name="Proposal">The name that would do.</param>
    public sealed record NameNeedsSuffix(string Proposal) : ConnectionRefusal;

    /// <summary>No credentials are stored yet.</summary>
    public sealed record NoCredentials : ConnectionRefusal;

    /// <summary>The typed id or token cannot be right: empty, too long, or with characters that no header can carry.</summary>
    public sealed record BadCredentials : ConnectionRefusal;

    /// <summary>The provider did not accept the credentials, or could not be asked.</summary>
    /// <param name="Kind">What it said.</param>
    public sealed record CredentialsNotAccepted(Providers.FailureKind Kind) : ConnectionRefusal;

    /// <summary>The customer typed that the permission group has more or fewer members than the service user alone.</summary>
    /// <param name="Members">What was typed.</param>
    public sealed record WrongMembers(int Members) : ConnectionRefusal;

    /// <summary>Nobody decides without evidence: no permission check is stored.</summary>
    public sealed record NoEvidence : ConnectionRefusal;

    /// <summary>An answer is longer than <paramref name="Longest"/> characters.</summary>
    public sealed record TooLong(int Longest) : ConnectionRefusal;

    /// <summary>The credentials belong to another account of the provider than the one this connection was made for.</summary>
    public sealed record OtherAccount : ConnectionRefusal;

    /// <summary>The new credentials do not show which account they belong to, so nobody can tell whether it is the right one.</summary>
    public sealed record AccountUnknown : ConnectionRefusal;

    /// <summary>The new credentials were not checked yet.</summary>
    public sealed record NotTried : ConnectionRefusal;

    /// <summary>A colleague changed, switched or cancelled the new credentials meanwhile.</summary>
    public sealed record ChangedMeanwhile : ConnectionRefusal;

    /// <summary>Gifted stopped it on purpose, so Gifted starts it again.</summary>
    public sealed record PausedByGifted : ConnectionRefusal;

    /// <summary>What was typed as confirmation is not the company's name.</summary>
    /// <param name="Expected">The name.</param>
    public sealed record WrongConfirmation(string Expected) : ConnectionRefusal;
}
