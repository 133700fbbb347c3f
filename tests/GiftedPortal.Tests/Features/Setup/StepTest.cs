using Bunit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.StepKinds;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup;

/// <summary>Draws one step of a member's set-up, and again whenever it saved something.</summary>
public abstract class StepTest(SqliteDatabase database) : PortalPageTest(database)
{
    protected async Task<IRenderedComponent<TStep>> DrawAsync<TStep>(Actor member)
        where TStep : StepComponent
    {
        var state = await Setup.LoadAsync(member, Stop);
        IRenderedComponent<TStep>? drawn = null;
        Func<Task> reload = async () =>
        {
            var changed = await Setup.LoadAsync(member, Stop);
            drawn!.Render(parameters => parameters.Add(step => step.View, ViewOf(changed!)));
        };
        drawn = Render<TStep>(parameters => parameters.Add(step => step.View, ViewOf(state!)).Add(step => step.Changed, reload));
        return drawn;
    }

    private static SetupView ViewOf(SetupState state) => new(state, state.Guide.Steps[0], "Bob", null);
}
