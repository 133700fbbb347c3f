using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Setup;

/// <summary>What the set-up says about durations, refusals and credentials: one sentence for each case.</summary>
internal static class SetupSentences
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A duration that is only expected, so in whole minutes.</summary>
    public static string About(this IStringLocalizer<SetupText> text, TimeSpan expected) => (int)Math.Round(expected / Minute) switch
    {
        0 => text["About.UnderMinute"],
        1 => text["About.Minute"],
        var minutes => text["About.Minutes", minutes],
    };

    /// <summary>Why something was not done.</summary>
    public static string Of(this IStringLocalizer<SetupText> text, ConnectionRefusal refusal, string provider) => refusal switch
    {
        ConnectionRefusal.NotNow or ConnectionRefusal.AlreadyDecided => text["Refusal.NotNow"],
        ConnectionRefusal.BadCompanyName name => text["Refusal.BadCompanyName", name.Longest],
        ConnectionRefusal.NameNeedsSuffix name => text["Refusal.NameNeedsSuffix", name.Proposal],
        ConnectionRefusal.NoCredentials => text["Refusal.NoCredentials"],
        ConnectionRefusal.BadCredentials => text["Refusal.BadCredentials", provider],
        ConnectionRefusal.CredentialsNotAccepted credentials => text[$"Refusal.Credentials.{credentials.Kind}", provider],
        ConnectionRefusal.WrongMembers members => text["Refusal.WrongMembers", members.Members],
        ConnectionRefusal.TooLong answer => text["Refusal.TooLong", answer.Longest],
        ConnectionRefusal.NotAllowed => text["Refusal.NotAllowed"],
        ConnectionRefusal.OtherAccount => text["Refusal.OtherAccount", provider],
        _ => text["Refusal.Other"],
    };

    /// <summary>What the provider said about credentials, with the time of a next try on the viewer's clock where it is known.</summary>
    public static string Of(this IStringLocalizer<SetupText> text, CredentialCheck check, string provider, ViewerZone zone) => check switch
    {
        { Accepted: true } => text["Credentials.Accepted", provider],
        { Failure: { Kind: FailureKind.RateLimited or FailureKind.Blocked, RetryAt: { } at } failure } =>
            text[$"Credentials.{failure.Kind}.Until", provider, zone.ToLocal(at).ToString("t", System.Globalization.CultureInfo.CurrentCulture)],
        { Failure: { } failure } => text[$"Credentials.{failure.Kind}", provider],
        _ => text["Credentials.Accepted", provider],
    };
}
