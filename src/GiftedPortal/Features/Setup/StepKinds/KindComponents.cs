using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup.StepKinds;

/// <summary>Which component draws which kind of step.</summary>
internal static class KindComponents
{
    public static Type For(StepKind kind) => kind switch
    {
        StepKind.Instruction => typeof(InstructionStep),
        StepKind.Readiness => typeof(ReadinessStep),
        StepKind.Credentials => typeof(CredentialsStep),
        StepKind.Members => typeof(MembersStep),
        StepKind.Audience => typeof(AudienceStep),
        StepKind.Checklist => typeof(ChecklistStep),
        StepKind.Connection => typeof(ConnectionStep),
        StepKind.Submit => typeof(SubmitStep),
    };
}
