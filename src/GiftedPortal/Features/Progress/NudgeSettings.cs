using System.Globalization;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Features.Progress;

/// <summary>The section <c>Setup</c> of the configuration as written.</summary>
internal sealed class NudgeSettings
{
    public const string Section = "Setup";

    public static readonly TimeSpan Default = TimeSpan.FromHours(24);

    public string? NudgeAfter { get; set; }

    /// <summary>After how long an idle set-up is nudged; null when the setting is wrong.</summary>
    public TimeSpan? Read() =>
        NudgeAfter is null ? Default : TimeSpan.TryParse(NudgeAfter, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? span : null;
}

internal sealed class NudgeSettingsValidator : IValidateOptions<NudgeSettings>
{
    public ValidateOptionsResult Validate(string? name, NudgeSettings options) => options.Read() is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Setup:NudgeAfter is '{options.NudgeAfter}': expected a time span above zero, such as {NudgeSettings.Default:c}.");
}

/// <summary>After how long without anything done a set-up is nudged.</summary>
/// <param name="After">The time.</param>
public sealed record NudgePolicy(TimeSpan After);
