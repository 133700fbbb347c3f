using GiftedPortal.Providers;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Permissions;

/// <summary>What a counted audience means. Each has a sentence and a remedy.</summary>
public enum AudienceFit
{
    /// <summary>It could not be counted.</summary>
    Unknown,

    /// <summary>Nobody is visible.</summary>
    Nobody,

    /// <summary>One person only: probably the group may read its members' own data.</summary>
    OnePerson,

    /// <summary>Active people only: starters and leavers are probably left out.</summary>
    OnlyActive,

    /// <summary>Fewer people than the customer says it employs.</summary>
    TooFew,

    /// <summary>Many more people than the customer says it employs, such as everybody who ever left.</summary>
    TooMany,

    /// <summary>Nothing unusual.</summary>
    Fits,
}

/// <summary>Reads an audience against the number of people that the customer says it employs. Pure.</summary>
public static class AudienceReading
{
    // a customer's own figure is rounded and some days old
    private const double Tolerance = 0.1;
    private const int TolerancePeople = 3;

    // who has left stays visible at the provider, so more people than employees is usual
    private const int Multiple = 3;

    /// <summary>What to call a status: a company's own one comes as a number, which would be read as a count.</summary>
    /// <param name="status">As the provider wrote it.</param>
    /// <param name="text">The words for it.</param>
    public static string NameOf(string status, IStringLocalizer<PermissionText> text) => status.All(char.IsAsciiDigit) ? text["Audience.OwnStatus", status] : status;

    /// <summary>What the audience means.</summary>
    /// <param name="audience">As counted.</param>
    /// <param name="employees">What the customer said; null when it said nothing.</param>
    public static AudienceFit Of(Audience audience, int? employees) => audience switch
    {
        { Known: false } => AudienceFit.Unknown,
        { People: 0 } => AudienceFit.Nobody,
        { People: 1 } when employees is not 1 => AudienceFit.OnePerson,
        _ when employees is { } few && audience.People < few - Math.Max(TolerancePeople, few * Tolerance) => AudienceFit.TooFew,
        { Shape: AudienceShape.OnlyActive } => AudienceFit.OnlyActive,
        _ when employees is > 0 and var many && audience.People > (long)many * Multiple + TolerancePeople => AudienceFit.TooMany,
        _ => AudienceFit.Fits,
    };
}
