using System.Globalization;
using GiftedPortal.Features.Sync.Retention;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Features.Sync;

/// <summary>The section <c>Sync</c> of the configuration as written; <see cref="Read"/> says what it means.</summary>
internal sealed class SyncSettings
{
    public const string Section = "Sync";

    private const int MostDays = 36500;

    public string? Interval { get; set; }

    public string? MinimumInterval { get; set; }

    public BrakeSettings Brake { get; set; } = new();

    public RetentionSettings Retention { get; set; } = new();

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

    /// <summary>How long the log is kept; each error as one sentence that names the key and what it expects.</summary>
    public SyncRetention ReadRetention(ICollection<string> errors)
    {
        var retention = new SyncRetention(
            Days(nameof(Retention.RunDays), Retention.RunDays, SyncRetention.Default.RunDays, errors),
            Days(nameof(Retention.EntryDays), Retention.EntryDays, SyncRetention.Default.EntryDays, errors),
            Days(nameof(Retention.FiringDays), Retention.FiringDays, SyncRetention.Default.FiringDays, errors));
        if (retention.EntryDays > retention.RunDays)
        {
            errors.Add($"Sync:Retention:EntryDays is {retention.EntryDays}: expected at most Sync:Retention:RunDays, which is {retention.RunDays}: lines go with their run.");
        }

        return retention;
    }

    private static int Days(string key, string? text, int otherwise, ICollection<string> errors)
    {
        if (text is null)
        {
            return otherwise;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is not (>= 1 and <= MostDays))
        {
            errors.Add($"Sync:Retention:{key} is '{text}': expected a whole number of days from 1 to {MostDays}, such as {otherwise}.");
            return otherwise;
        }

        return days;
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

    internal sealed class RetentionSettings
    {
        public string? RunDays { get; set; }

        public string? EntryDays { get; set; }

        public string? FiringDays { get; set; }
    }
}

internal sealed class SyncSettingsValidator : IValidateOptions<SyncSettings>
{
    public ValidateOptionsResult Validate(string? name, SyncSettings options)
    {
        var errors = new List<string>();
        options.Read(errors);
        options.ReadRetention(errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
