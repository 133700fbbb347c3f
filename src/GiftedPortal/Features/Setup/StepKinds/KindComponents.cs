using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup.StepKinds;

/// <summary>Which component draws which kind of step.</summary>
internal static class KindComponents
{
    /// <summary>Below the instructions; null where they say it all.</summary>
    public static Type? For(StepKind kind) => kind switch
    {
        StepKind.Instruction or StepKind.Readiness => null,
        StepKind.Credentials => typeof(CredentialsStep),
        StepKind.Members => typeof(MembersStep),
        StepKind.Audience => typeof(AudienceStep),
        StepKind.Checklist => typeof(ChecklistStep),
        StepKind.Connection => typeof(ConnectionStep),
        StepKind.Submit => typeof(SubmitStep),
    };

    /// <summary>Above the instructions: what must be read or answered before anything is done; null for most kinds.</summary>
    public static Type? Above(StepKind kind) => kind switch
    {
        StepKind.Readiness => typeof(ReadinessStep),
        StepKind.Members => typeof(MembersDanger),
        _ => null,
    };
}
