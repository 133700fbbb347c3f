using Microsoft.Extensions.Localization;
using static GiftedPortal.Providers.SetupPhase;
using static GiftedPortal.Providers.StepKind;

namespace GiftedPortal.Providers.HiBob;

/// <summary>The sixteen steps. Their words are in <c>HiBobText.resx</c>.</summary>
internal static class HiBobSetupGuide
{
    /// <summary>Raise it with every step that comes, goes or changes its meaning, and give that step the new version as <see cref="SetupStep.Since"/>.</summary>
    private const int Version = 1;

    public static SetupGuide Create(IStringLocalizer texts) => new(
        Version,
        [
            Step("open-settings", ServiceUser, Readiness, 20),
            Step("open-integrations", ServiceUser, Instruction, 20),
            Step("connect-service-users", ServiceUser, Instruction, 20),
            Step("manage-service-users", ServiceUser, Instruction, 10),
            Step("new-service-user", ServiceUser, Instruction, 10),
            Step("name-service-user", ServiceUser, Instruction, 45, new CopyValue("copy.ServiceUserName", "Gifted Service User"), new CopyValue("copy.DisplayName", "Gifted Integration")),
            Step("keep-credentials", ServiceUser, Credentials, 60),
            Step("open-permission-groups", Group, Instruction, 20),
            Step("create-group", Group, Instruction, 20, new CopyValue("copy.GroupName", "Gifted")),
            Step("select-by-condition", Group, Instruction, 20),
            Step("only-the-service-user", Group, Members, 60),
            Step("apply-and-save", Group, Instruction, 20),
            Step("open-peoples-data", Permissions, StepKind.Audience, 60),
            Step("grant-permissions", Permissions, Checklist, 240),
            Step("enter-connection", Connect, Connection, 45),
            Step("sync", Connect, Submit, 20),
        ],
        texts);

    private static SetupStep Step(string slug, SetupPhase phase, StepKind kind, int seconds, params CopyValue[] copyValues) =>
        new(slug, phase, kind, TimeSpan.FromSeconds(seconds), copyValues);
}
