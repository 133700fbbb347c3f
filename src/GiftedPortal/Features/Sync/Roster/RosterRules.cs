using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>What the provider's words mean for the roster. Pure.</summary>
internal static class RosterRules
{
    private const string Terminated = "Terminated";

    /// <summary>The provider says that the person left; where it hides the status, what it said last counts.</summary>
    public static bool HasLeft(Employee? row, ProviderPerson person)
    {
        var status = person.Visible.HasFlag(PersonFields.Status) ? person.Status : row?.Status;
        return string.Equals(status, Terminated, StringComparison.OrdinalIgnoreCase);
    }
}
