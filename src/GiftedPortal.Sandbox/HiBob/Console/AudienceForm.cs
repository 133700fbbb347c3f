using GiftedPortal.Sandbox.HiBob.Model;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>The answer to "Whose data can members access?".</summary>
internal sealed record AudienceForm
{
    [FromForm(Name = "audience")]
    public string? Audience { get; init; }

    [FromForm(Name = "status")]
    public StringValues Statuses { get; init; }

    [FromForm(Name = "all")]
    public string? All { get; init; }

    /// <summary>Where the button that was pressed leads.</summary>
    [FromForm(Name = "next")]
    public string? Next { get; init; }

    public Audience? ToAudience() => Audience switch
    {
        "employed" => Model.Audience.EveryoneEmployed,
        "condition" => Model.Audience.WithStatus(All is null ? LifecycleStatus.All.Where(status => Statuses.Contains(status)) : LifecycleStatus.All),
        _ => null,
    };
}
