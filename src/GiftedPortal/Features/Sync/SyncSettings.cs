using System.Globalization;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Features.Sync;

/// <summary>The section <c>Sync</c> of the configuration as written; <see cref="Read"/> says what it means.</summary>
internal sealed class SyncSettings
{
    public const string Section = "Sync";

    public string? Interval { get; set; }

    public string? MinimumInterval { get; set; }

    public BrakeSettings Brake { get; set; } = new();

    /// <summary>The policy; each error as one sentence that names the key and what it expects.</summary>
    public SyncPolicy Read(ICollection<string> errors)
    {
        var interval = Span(nameof(Interval), Interval, SyncPolicy.Default.Interval, errors);
        var minimum = Span(nameof(MinimumInterval), MinimumInterval, TimeSpan.FromMinutes(15), errors);
        if (interval < minimum)
        {
            errors.Add($"Sync:Interval is {interval:c}: expected at least Sync:MinimumInterval, which is {minimum:c}.");
        }

        if (!double.TryParse(Brake.Share ?? "0.2", NumberStyles.Float, CultureInfo.InvariantCulture, out var share) || share is not (> 0 and <= 1))
        {
            errors.Add($"Sync:Brake:Share is '{Brake.Share}': expected a number above 0 and up to 1, such as 0.2.");
        }

        if (!int.TryParse(Brake.People ?? "10", NumberStyles.None, CultureInfo.InvariantCulture, out var people))
        {
            errors.Add($"Sync:Brake:People is '{Brake.People}': expected a whole number of people, such as 10.");
        }

        return new SyncPolicy(interval, share, people);
    }

    private static TimeSpan Span(string key, string? text, TimeSpan otherwise, ICollection<string> errors)
    {
        if (text is null)
        {
            return otherwise;
        }

        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) || span <= TimeSpan.Zero)
        {
            errors.Add($"Sync:{key} is '{text}': expected a time span above zero, such as {otherwise:c}.");
            return otherwise;
        }

        return span;
    }

    internal sealed class BrakeSettings
    {
        public string? Share { get; set; }

        public string? People { get; set; }
    }
}

internal sealed class SyncSettingsValidator : IValidateOptions<SyncSettings>
{
    public ValidateOptionsResult Validate(string? name, SyncSettings options)
    {
        var errors = new List<string>();
        options.Read(errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
