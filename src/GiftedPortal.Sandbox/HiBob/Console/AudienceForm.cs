using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>The answer to "Whose data can members access?".</summary>
internal static class AudienceForm
{
    /// <summary>The audience that was chosen among these statuses, or null where none was.</summary>
    public static Audience? Read(IFormCollection form, IReadOnlyList<string> statuses) => form["audience"].ToString() switch
    {
        "employed" => Audience.EveryoneEmployed,
        "condition" => Audience.WithStatus(statuses.Where(status => form.ContainsKey("all") || form["status"].Contains(status))),
        _ => null,
    };
}
