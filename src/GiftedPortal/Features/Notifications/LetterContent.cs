using System.Text.Json.Serialization;

namespace GiftedPortal.Features.Notifications;

/// <summary>What a letter says beside its fixed words: one record for each kind. Stored encrypted.</summary>
[JsonDerivedType(typeof(Invitation), nameof(LetterKind.Invitation))]
[JsonDerivedType(typeof(Handover), nameof(LetterKind.Handover))]
[JsonDerivedType(typeof(HandoverDone), nameof(LetterKind.HandoverDone))]
[JsonDerivedType(typeof(Nudge), nameof(LetterKind.Nudge))]
[JsonDerivedType(typeof(StatusChange), nameof(StatusChange))]
[JsonDerivedType(typeof(ClockReached), nameof(ClockReached))]
public abstract record LetterContent
{
    private LetterContent()
    {
    }

    /// <summary>The kind.</summary>
    [JsonIgnore]
    public abstract LetterKind Kind { get; }

    /// <summary>How the keys of its words begin.</summary>
    internal virtual string Stem => Kind.ToString();

    /// <summary>What stands in the placeholders of its words.</summary>
    internal abstract IReadOnlyList<string> Values { get; }

    /// <summary>What a person wrote, shown as a quotation; null: nothing.</summary>
    internal virtual string? Quotation => null;

    /// <summary>An invitation to be a member of a customer.</summary>
    /// <param name="InvitedBy">Name of the person who invites.</param>
    /// <param name="Company">Name of the customer.</param>
    /// <param name="Note">A word from that person.</param>
    public sealed record Invitation(string InvitedBy, string Company, string? Note = null) : LetterContent
    {
        /// <inheritdoc/>
        public override LetterKind Kind => LetterKind.Invitation;

        internal override IReadOnlyList<string> Values => [InvitedBy, Company];

        internal override string? Quotation => Note;
    }

    /// <summary>A colleague's request for help.</summary>
    /// <param name="AskedBy">Name of the colleague.</param>
    /// <param name="Company">Name of the customer.</param>
    /// <param name="StepTitle">Title of the step in the recipient's language; null: the whole set-up.</param>
    /// <param name="Note">A word from the colleague.</param>
    public sealed record Handover(string AskedBy, string Company, string? StepTitle = null, string? Note = null) : LetterContent
    {
        /// <inheritdoc/>
        public override LetterKind Kind => LetterKind.Handover;

        internal override string Stem => StepTitle is null ? "Handover.Whole" : "Handover.Step";

        internal override IReadOnlyList<string> Values => [AskedBy, Company, StepTitle ?? ""];

        internal override string? Quotation => Note;
    }

    /// <summary>What was handed over comes back done.</summary>
    /// <param name="DoneBy">Name of the colleague who did it.</param>
    /// <param name="Company">Name of the customer.</param>
    /// <param name="StepTitle">Title of the step in the recipient's language; null: the whole set-up.</param>
    public sealed record HandoverDone(string DoneBy, string Company, string? StepTitle = null) : LetterContent
    {
        /// <inheritdoc/>
        public override LetterKind Kind => LetterKind.HandoverDone;

        internal override string Stem => StepTitle is null ? "HandoverDone.Whole" : "HandoverDone.Step";

        internal override IReadOnlyList<string> Values => [DoneBy, Company, StepTitle ?? ""];
    }

    /// <summary>A reminder after 24 idle hours in the set-up.</summary>
    /// <param name="Company">Name of the customer.</param>
    public sealed record Nudge(string Company) : LetterContent
    {
        /// <inheritdoc/>
        public override LetterKind Kind => LetterKind.Nudge;

        internal override IReadOnlyList<string> Values => [Company];
    }

    /// <summary>A connection's status changed.</summary>
    /// <param name="Change">What the change is called.</param>
    /// <param name="Company">Name of the customer.</param>
    /// <param name="Reason">What the person who decided wrote to the customer.</param>
    public sealed record StatusChange(LetterKind Change, string Company, string? Reason = null) : LetterContent
    {
        /// <inheritdoc/>
        public override LetterKind Kind => Change;

        internal override IReadOnlyList<string> Values => [Company];

        internal override string? Quotation => Reason;
    }

    /// <summary>For staff: the approval clock of a connection reached a moment.</summary>
    /// <param name="Moment">Name of the moment, such as <c>Deadline</c>.</param>
    /// <param name="Company">Name of the customer.</param>
    /// <param name="Holder">Name of the reviewer who has it; null: nobody.</param>
    public sealed record ClockReached(string Moment, string Company, string? Holder) : LetterContent
    {
        /// <inheritdoc/>
        public override LetterKind Kind => Moment is "Deadline" ? LetterKind.DeadlineBroken : LetterKind.DeadlineNear;

        internal override string Stem => Holder is null ? $"Clock.{Moment}" : $"Clock.{Moment}.Held";

        internal override IReadOnlyList<string> Values => [Company, Holder ?? ""];
    }
}
