using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Progress;

/// <summary>Where a customer stands in the set-up.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="Guide">The steps.</param>
/// <param name="Step">The first step that is not finished, else the last one.</param>
/// <param name="IdleSince">UTC of the last thing that anybody did in the set-up.</param>
/// <param name="WaitingFor">Address of the colleague in whose hands the step, or everything, is; null: nobody's.</param>
/// <param name="Finished">The finished steps in the order of time, with the moment (UTC).</param>
public sealed record CustomerProgress(
    Guid CustomerId, ConnectionSummary Connection, SetupGuide Guide, SetupStep Step, DateTimeOffset IdleSince, string? WaitingFor, IReadOnlyList<StepMoment> Finished)
{
    /// <summary>False: the set-up was sent.</summary>
    public bool InSetup => ConnectionLife.IsInSetup(Connection.Status);

    /// <summary>1-based position of <see cref="Step"/>.</summary>
    public int Number => Guide.NumberOf(Step);
}

/// <summary>A step was finished.</summary>
/// <param name="Slug">The step.</param>
/// <param name="At">UTC.</param>
public sealed record StepMoment(string Slug, DateTimeOffset At);
