using Microsoft.Extensions.Localization;

namespace GiftedPortal.Providers;

/// <summary>The steps that a customer follows to connect a provider.</summary>
/// <param name="Version">Raised whenever a step is added, removed or changes its meaning; stored with each connection's progress.</param>
/// <param name="Steps">In order; the number on screen is the position.</param>
/// <param name="Texts">The words of each step, by key: <c>{slug}.Title</c>, <c>{slug}.Body</c>, <c>{slug}.Expect</c> (what the customer sees next), <c>{slug}.Differs</c> (what to do when the screen looks different), <c>{slug}.Picture</c> (text equivalent of the picture).</param>
public sealed record SetupGuide(int Version, IReadOnlyList<SetupStep> Steps, IStringLocalizer Texts)
{
    /// <summary>The step with this slug, or null.</summary>
    public SetupStep? Find(string slug) => Steps.FirstOrDefault(step => step.Slug == slug);

    /// <summary>1-based position of a step.</summary>
    public int NumberOf(SetupStep step) => Steps.ToList().IndexOf(step) + 1;
}

/// <summary>The four parts of a set-up.</summary>
public enum SetupPhase
{
    /// <summary>Create the service user.</summary>
    ServiceUser,

    /// <summary>Make the permission group.</summary>
    Group,

    /// <summary>Grant the permissions.</summary>
    Permissions,

    /// <summary>Connect.</summary>
    Connect,
}

/// <summary>What a step asks of the customer; one component draws each kind.</summary>
public enum StepKind
{
    /// <summary>Do something at the provider, then say that it is done.</summary>
    Instruction,

    /// <summary>Ask whether the customer may do this at all, else hand over.</summary>
    Readiness,

    /// <summary>Paste the credentials now, or keep them for later.</summary>
    Credentials,

    /// <summary>Leave only the service user in the group, and type how many members it has.</summary>
    Members,

    /// <summary>Choose whose data the group may read.</summary>
    Audience,

    /// <summary>Tick the permissions while a live checklist turns green.</summary>
    Checklist,

    /// <summary>Company name and credentials.</summary>
    Connection,

    /// <summary>Check the answers and submit.</summary>
    Submit,
}

/// <summary>One step of a guide. Its words are in <see cref="SetupGuide.Texts"/>.</summary>
/// <param name="Slug">Stable name, used in addresses and stored progress.</param>
/// <param name="Phase">The part of the set-up it belongs to.</param>
/// <param name="Kind">What it asks of the customer.</param>
/// <param name="ExpectedTime">How long it usually takes.</param>
/// <param name="CopyValues">Suggested values to copy, by resource key of their label.</param>
public sealed record SetupStep(string Slug, SetupPhase Phase, StepKind Kind, TimeSpan ExpectedTime, IReadOnlyList<CopyValue> CopyValues)
{
    /// <summary>Version of the guide in which the step came or last changed its meaning: whoever finished it before does it again.</summary>
    public int Since { get; init; } = 1;
}

/// <summary>A value that the customer may copy into the provider's screen.</summary>
/// <param name="LabelKey">Resource key of its label in <see cref="SetupGuide.Texts"/>.</param>
/// <param name="Value">The value, not translated.</param>
public sealed record CopyValue(string LabelKey, string Value);
