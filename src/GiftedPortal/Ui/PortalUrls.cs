namespace GiftedPortal.Ui;

/// <summary>Every address of the portal, relative to its root.</summary>
public static class PortalUrls
{
    /// <summary>The audit trail as a file.</summary>
    /// <param name="ending"><c>csv</c> or <c>jsonl</c>.</param>
    public static string AuditExport(string ending) => $"/staff/audit/export.{ending}";

    /// <summary>All that a decision about a connection rests on, as a ZIP file.</summary>
    public static string Evidence(Guid id) => $"/staff/connections/{id}/evidence.zip";

    /// <summary>Sends each role to its start.</summary>
    public const string Home = "/";

    /// <summary>The wizard, at the step where the customer left off.</summary>
    public const string SetupStart = "/setup";

    /// <summary>Takes what is being typed in the wizard; a POST.</summary>
    public const string Typed = "/setup/typed";

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

    /// <summary>How the promise about approvals was kept.</summary>
    public const string Report = "/staff/report";

    /// <summary>The same as a file for a spreadsheet.</summary>
    public const string ReportFile = "/staff/report.csv";

    /// <summary>The sync log.</summary>
    public const string Runs = "/staff/runs";

    /// <summary>Customers and invitations.</summary>
    public const string Customers = "/staff/customers";

    /// <summary>Accepts an invitation; takes a POST.</summary>
    public const string AcceptInvitation = "/invite";

    /// <summary>Accepts an open invitation to one's own address without its link; takes a POST.</summary>
    public const string AcceptOwnInvitation = "/invite/own";

    /// <summary>Begins a look at a customer's pages; takes a POST.</summary>
    public const string StartView = "/staff/view";

    /// <summary>Ends a look at a customer's pages; takes a POST.</summary>
    public const string EndView = "/view/end";

    /// <summary>The checklist of the set-up, to be printed.</summary>
    public const string Checklist = "/setup/checklist";

    /// <summary>Says thank you to a colleague whose part is done.</summary>
    public const string GivenBack = "/given-back";

    /// <summary>The audit trail.</summary>
    public const string Audit = "/staff/audit";

    /// <summary>What was sent to whom.</summary>
    public const string Messages = "/staff/messages";

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

    /// <summary>One customer, for staff.</summary>
    public static string Customer(Guid id) => $"/staff/customers/{id}";

    /// <summary>Asks for a code of the printed checklist.</summary>
    public const string ResumeStart = "/setup/resume";

    /// <summary>The step that a code of the printed checklist names.</summary>
    public static string Resume(string code) => $"/setup/resume/{Uri.EscapeDataString(code)}";

    /// <summary>The runs of the last month by customer and day.</summary>
    public const string RunDays = "/staff/runs/days";

    /// <summary>Connections that are not healthy, by who must act.</summary>
    public const string Health = "/staff/runs/health";

    /// <summary>What can go wrong with a sync: who must act, and what helps.</summary>
    public const string SyncErrors = "/staff/runs/errors";

    /// <summary>One entry of it.</summary>
    public static string SyncError(string code) => $"{SyncErrors}?code={code}#{code}";

    /// <summary>All that happened to one connection.</summary>
    public static string ConnectionTimeline(Guid id) => $"/staff/connections/{id}/timeline";

    /// <summary>What the scheduler did for one connection.</summary>
    public static string ConnectionFirings(Guid id) => $"/staff/connections/{id}/firings";

    /// <summary>One line of a sync run, with the lines around it.</summary>
    public static string RunLine(Guid run, long line) => $"/staff/runs/{run}?line={line}";

    /// <summary>The runs of the sync log as a file.</summary>
    /// <param name="ending"><c>csv</c> or <c>jsonl</c>.</param>
    public static string RunsExport(string ending) => $"/staff/runs/export.{ending}";

    /// <summary>The lines of one sync run as a file.</summary>
    /// <param name="id">The run, or the name of a route's parameter.</param>
    /// <param name="ending"><c>csv</c> or <c>jsonl</c>.</param>
    public static string RunExport(string id, string ending) => $"/staff/runs/{id}/export.{ending}";

    /// <summary>One sync run.</summary>
    public static string Run(Guid id) => $"/staff/runs/{id}";

    /// <summary>An invitation.</summary>
    public static string Invitation(string code) => $"/invite/{Uri.EscapeDataString(code)}";
}
