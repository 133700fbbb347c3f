using System.Globalization;
using System.Text.Json;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Connections;

/// <summary>How many people a decision needs.</summary>
public enum ApprovalRule
{
    /// <summary>Nobody: everything is green and the policy allows it.</summary>
    FastLane,

    /// <summary>One reviewer.</summary>
    OneReviewer,

    /// <summary>Two different reviewers: something is red.</summary>
    TwoReviewers,
}

/// <summary>The rule that applied to a decision, and why. Kept with the event.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reasons">Why; never empty.</param>
public sealed record Ruling(ApprovalRule Rule, IReadOnlyList<RulingReason> Reasons)
{
    /// <summary>The rule and the keys of its reasons, for the audit trail.</summary>
    public override string ToString() => $"{Rule}: {string.Join(", ", Reasons.Select(reason => reason.Key).Distinct())}";

    internal string ToJson() => JsonSerializer.Serialize(Reasons);

    internal static Ruling? Read(ApprovalRule? rule, string? reasons) =>
        rule is { } one ? new Ruling(one, JsonSerializer.Deserialize<RulingReason[]>(reasons!)!) : null;
}

/// <summary>A reason as a key and what its sentence names, so that each reader reads it in their own language. Never an employee's value.</summary>
/// <param name="Tone">How grave it is.</param>
/// <param name="Key">Its sentence.</param>
/// <param name="Arguments">What the sentence names: a category, a permission, a company, a count.</param>
public sealed record RulingReason(Tone Tone, string Key, IReadOnlyList<string> Arguments)
{
    internal static RulingReason Of(Tone tone, string key, IEnumerable<object> arguments) =>
        new(tone, key, [.. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "")]);
}
