using System.Globalization;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Features.Audit.Retention;

/// <summary>How long the audit trail is kept.</summary>
/// <param name="Years">Setting <c>Audit:RetentionYears</c>.</param>
public sealed record AuditRetention(int Years)
{
    /// <summary>Used when nothing is configured.</summary>
    public static readonly AuditRetention Default = new(7);

    /// <summary>Entries before this moment (UTC) have been kept long enough. Whole days, so that the trail is cut once a day at the most.</summary>
    public DateTimeOffset EndAt(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddYears(-Years);
}

/// <summary>The section <c>Audit</c> of the configuration as written.</summary>
internal sealed class AuditSettings
{
    public const string Section = "Audit";

    private const int Longest = 100;

    public string? RetentionYears { get; set; }

    /// <summary>What it means; null when it is wrong.</summary>
    public AuditRetention? Read() =>
        RetentionYears is null ? AuditRetention.Default
        : int.TryParse(RetentionYears, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and <= Longest ? new AuditRetention(years) : null;
}

internal sealed class AuditSettingsValidator : IValidateOptions<AuditSettings>
{
    public ValidateOptionsResult Validate(string? name, AuditSettings options) => options.Read() is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Audit:RetentionYears is '{options.RetentionYears}': expected a whole number of years from 1 to 100, such as 7.");
}
