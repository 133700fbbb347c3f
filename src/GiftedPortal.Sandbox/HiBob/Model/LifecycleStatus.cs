namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>The lifecycle statuses that every company has.</summary>
public static class LifecycleStatus
{
    /// <summary>Signed, not started.</summary>
    public const string Hired = "Hired";

    /// <summary>At work.</summary>
    public const string Employed = "Employed";

    /// <summary>Away for a while.</summary>
    public const string Leave = "Leave";

    /// <summary>Away with a new child.</summary>
    public const string ParentalLeave = "Parental leave";

    /// <summary>Leaving, no longer at work.</summary>
    public const string GardenLeave = "Garden leave";

    /// <summary>Left.</summary>
    public const string Terminated = "Terminated";

    /// <summary>All of them, in the order of a working life.</summary>
    public static IReadOnlyList<string> All { get; } = [Hired, Employed, Leave, ParentalLeave, GardenLeave, Terminated];

    /// <summary>What the machine format shows for a status of a company's own: the number of its list item, as for everything that a company adds to a list.</summary>
    internal const string OwnId = "261407312";

    /// <summary>True where Bob's access status is Active. People who have not started and people who left are Inactive
    /// (https://apidocs.hibob.com/reference/post_people-search).</summary>
    public static bool IsActive(string status) => status is not (Hired or Terminated);
}
