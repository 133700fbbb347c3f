using GiftedPortal.Sandbox.HiBob.Model;
using Microsoft.AspNetCore.Mvc;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>The answer to "Whose data can members access?".</summary>
internal sealed record AudienceForm
{
    [FromForm(Name = "audience")]
    public string? Audience { get; init; }

    [FromForm(Name = "status")]
    public string[]? Statuses { get; init; }

    [FromForm(Name = "all")]
    public string? All { get; init; }

    /// <summary>Where the button that was pressed leads.</summary>
    [FromForm(Name = "next")]
    public string? Next { get; init; }

    public Audience? ToAudience() => Audience switch
    {
        "employed" => Model.Audience.EveryoneEmployed,
        "condition" => Model.Audience.WithStatus(All is null ? (Statuses ?? []).Intersect(LifecycleStatus.All) : LifecycleStatus.All),
        _ => null,
    };
}
