using System.Globalization;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>The section <c>Approval</c> of the configuration as written; <see cref="Read"/> says what it means.</summary>
internal sealed class ClockSettings
{
    public const string Section = "Approval";

    public string? Target { get; set; }

    public string? Deadline { get; set; }

    public string? Warning { get; set; }

    public string? Lease { get; set; }

    public string? FastLane { get; set; }

    public WorkingHoursSettings? WorkingHours { get; set; }

    /// <summary>The policy; each error as one sentence that names the key and what it expects.</summary>
    public ApprovalPolicy Read(ICollection<string> errors)
    {
        var target = Span(nameof(Target), Target, ApprovalPolicy.Default.Target, errors);
        var deadline = Span(nameof(Deadline), Deadline, ApprovalPolicy.Default.Deadline, errors);
        var warning = Span(nameof(Warning), Warning, ApprovalPolicy.Default.Warning, errors);
        if (target <= warning)
        {
            errors.Add($"Approval:Target is {target:c}: expected more than Approval:Warning, which is {warning:c}.");
        }

        if (deadline <= target)
        {
            errors.Add($"Approval:Deadline is {deadline:c}: expected more than Approval:Target, which is {target:c}.");
        }

        var fastLane = false;
        if (FastLane is not null && !bool.TryParse(FastLane, out fastLane))
        {
            errors.Add($"Approval:FastLane is '{FastLane}': expected true or false.");
        }

        return new ApprovalPolicy(target, deadline, Span(nameof(Lease), Lease, ApprovalPolicy.Default.Lease, errors), WorkingHours?.Read(errors)) { FastLane = fastLane, Warning = warning };
    }

    private static TimeSpan Span(string key, string? text, TimeSpan otherwise, ICollection<string> errors)
    {
        if (text is null)
        {
            return otherwise;
        }

        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) || span <= TimeSpan.Zero)
        {
            errors.Add($"Approval:{key} is '{text}': expected a time span above zero, such as {otherwise:c}.");
            return otherwise;
        }

        return span;
    }
}

internal sealed class ClockSettingsValidator : IValidateOptions<ClockSettings>
{
    public ValidateOptionsResult Validate(string? name, ClockSettings options)
    {
        var errors = new List<string>();
        options.Read(errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
