namespace GiftedPortal.Ui;

/// <summary>Every address of the portal, relative to its root.</summary>
public static class PortalUrls
{
    /// <summary>Sends each role to its start.</summary>
    public const string Home = "/";

    /// <summary>The wizard, at the step where the customer left off.</summary>
    public const string SetupStart = "/setup";

    /// <summary>The customer's status page.</summary>
    public const string Connection = "/connection";

    /// <summary>The kept permission checks of the customer's connection.</summary>
    public const string Checks = "/connection/checks";

    /// <summary>Changing the credentials of the customer's connection.</summary>
    public const string Credentials = "/connection/credentials";

    /// <summary>Ending the customer's connection.</summary>
    public const string Disconnect = "/connection/disconnect";

    /// <summary>The certificate of what was erased when the customer's connection ended.</summary>
    public const string Certificate = "/connection/certificate";

    /// <summary>Connections waiting for a decision.</summary>
    public const string Queue = "/staff/queue";

    /// <summary>The sync log.</summary>
    public const string Runs = "/staff/runs";

    /// <summary>Customers and invitations.</summary>
    public const string Customers = "/staff/customers";

    /// <summary>The audit trail.</summary>
    public const string Audit = "/staff/audit";

    /// <summary>Begins a session.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Where the sign-in provider's refusal ends.</summary>
    public const string SignInFailed = "/sign-in-failed";

    /// <summary>Where a session's end leads.</summary>
    public const string SignedOut = "/signed-out";

    /// <summary>Chooses the language of screens and messages; takes a POST.</summary>
    public static string Language(string name) => $"/language/{name}";

    /// <summary>Ends the session; takes a POST.</summary>
    public const string SignOut = "/sign-out";

    /// <summary>Shown for what is not there, and for what the viewer may not see.</summary>
    public const string NotFound = "/not-found";

    /// <summary>Shown when a request failed.</summary>
    public const string Error = "/error";

    /// <summary>One step of the wizard.</summary>
    public static string Setup(string slug) => $"/setup/{Uri.EscapeDataString(slug)}";

    /// <summary>The review of one connection.</summary>
    public static string StaffConnection(Guid id) => $"/staff/connections/{id}";

    /// <summary>The kept permission checks of one connection.</summary>
    public static string StaffChecks(Guid id) => $"/staff/connections/{id}/checks";

    /// <summary>One sync run.</summary>
    public static string Run(Guid id) => $"/staff/runs/{id}";

    /// <summary>An invitation.</summary>
    public static string Invitation(string code) => $"/invite/{Uri.EscapeDataString(code)}";
}
