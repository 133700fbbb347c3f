using GiftedPortal.Sandbox.HiBob.Faults;
using static GiftedPortal.Tests.Providers.HiBob.Matrix.VerdictRules;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>What must be said of each permission when something goes wrong: the reason why there is no verdict, where the reply that it rests on did not come,
/// and what that reply shows, where it came. Trouble never makes a permission missing.</summary>
internal sealed class TroubleRules(CasePermissions permissions, CaseFacts facts)
{
    private const string CredentialsRejected = "CredentialsRejected", RateLimited = "RateLimited", Blocked = "Blocked", Unreachable = "Unreachable", NotChecked = "NotChecked";
    private const int SlowPart = 1024;

    private Func<string, long?> _bytesRead = _ => null;

    /// <summary>The words that a check may say of a permission; in nearly all cases one.</summary>
    /// <param name="key">The permission.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="isSecond">Whether a check went before.</param>
    /// <param name="bytesRead">How much of an endpoint's reply was read; null where it was not called.</param>
    public string[] Allowed(string key, MatrixFault? fault, bool isSecond, Func<string, long?> bytesRead)
    {
        _bytesRead = bytesRead;
        // no call shows them, so no trouble with calls changes what is said
        if (key is "address.history" or "changes.view")
            return [CannotBeChecked];
        if (fault is null or { Kind: FaultKind.RepeatedCursor } or { IsLate: true } || (fault.Passes && isSecond))
            return Quiet(key);

        // Bob's firewall shuts out the header or the address, not an endpoint (https://apidocs.hibob.com/reference/rate-limiting)
        if (fault.Kind is FaultKind.Blocked && (isSecond || fault.Meets("fields")))
            return [Blocked];
        var words = fault.Meets("fields") ? WithoutFields(key, fault) : OverEndpoint(key, fault);
        return fault.Kind switch
        {
            // one call is refused and the others beside it are answered: a check may believe the refusal for all of them
            FaultKind.Unauthorized when fault.Endpoint is null || bytesRead(fault.Endpoint) is not null => [.. words, CredentialsRejected],
            FaultKind.Blocked => [.. words, Blocked],
            _ => words,
        };
    }

    private string[] Quiet(string key) => Quiet(key, facts);

    private string[] Quiet(string key, CaseFacts known)
    {
        var rules = new VerdictRules(permissions, known);
        return key == "email.view" ? rules.OfEmail() : TableOf(key) is { } table ? rules.OfHistory(table, known.People) : rules.OfSection(key);
    }

    // the company's fields say which field follows which category (https://apidocs.hibob.com/docs/categories-and-permissions): without them no section can be judged.
    // Tables and the e-mail address need no such look-up; whether a check goes on to them is open, except after a 401, which holds for every call
    private string[] WithoutFields(string key, MatrixFault fault) => (fault.Kind, TableOf(key)) switch
    {
        (FaultKind.Unauthorized, _) => [CredentialsRejected],
        (FaultKind.DuplicatedKeys, _) => [.. OverEndpoint(key, fault), Unreachable], // valid JSON with a doubt: a reader that takes it is right, and so is one that refuses it
        (_, { } table) => [.. OverEndpoint(key, fault), .. NotByCategory(table), .. NoFields(fault)],
        _ when key == "email.view" => [.. OverEndpoint(key, fault).Where(word => word == Granted), .. NoFields(fault)],
        _ => NoFields(fault),
    };

    // the fields need no permission, so a 403 is no verdict on any, least of all where people are seen. It may be the firewall, an allow-list of addresses, or,
    // as other clients saw, a service user without any permission; which one it is cannot be told
    private string[] NoFields(MatrixFault fault) => fault.Kind is not FaultKind.Forbidden ? [Reason(fault.Kind)]
        : facts.People > 0 && !fault.Meets("search") ? [Blocked, Unreachable, NotChecked] : [Blocked, Unreachable, NotChecked, Inconclusive];

    // closed columns are told, whose category they follow is not
    private string[] NotByCategory(string table) => permissions.Of(table) is { NoHistory.Count: > 0, PastRows: true } ? [Partly] : [];

    private string[] OverEndpoint(string key, MatrixFault fault)
    {
        if (TableOf(key) is not { } table)
            return fault.Meets("search") ? OverSearch(key, fault) : Quiet(key);
        if (ShowsNobody(fault) && _bytesRead("bulk-" + table) is null)
            return [Inconclusive];
        return fault.Meets("bulk-" + table) ? OverTable(key, table, fault) : fault.Meets("search") ? TableWithoutSearch(key, table, fault) : Quiet(key);
    }

    // an empty audience is refused every table (https://apidocs.hibob.com/reference/employee-tables): once the search has shown nobody, a table need not be asked,
    // and what would have gone wrong with it is not met
    private bool ShowsNobody(MatrixFault fault) => _bytesRead("search") is not null && (fault.Meets("search") ? fault.Kind is FaultKind.Forbidden : facts.People == 0);

    private string[] OverSearch(string key, MatrixFault fault) => fault.Kind switch
    {
        // 403 is documented for a service user with an empty audience (https://apidocs.hibob.com/reference/post_people-search): nothing to see
        FaultKind.Forbidden => [Inconclusive],
        _ when facts.SearchRefused && LeavesStatus(fault) => Quiet(key),
        _ when facts.SearchRefused && fault.Kind is FaultKind.WrongContentType => [.. Quiet(key), Blocked, Unreachable], // a 403 that is no JSON may be the firewall's
        FaultKind.DuplicatedKeys => [.. Quiet(key), Unreachable],
        _ when Breaks(fault) => Broken(Quiet(key), fault, "search"),
        _ => [Reason(fault.Kind)],
    };

    private string[] OverTable(string key, string table, MatrixFault fault)
    {
        var refused = facts.TablesRefused || permissions.Of(table) is null;
        return fault.Kind switch
        {
            FaultKind.Forbidden => fault.Meets("search") ? [Inconclusive] : Quiet(key, facts with { Refused = new HashSet<string> { table } }), // nobody is shown
            _ when refused && LeavesStatus(fault) => Quiet(key),
            _ when refused && fault.Kind is FaultKind.WrongContentType => [.. Quiet(key), Blocked, Unreachable],
            FaultKind.DuplicatedKeys => [.. Quiet(key), Unreachable],
            _ when Breaks(fault) => Broken(Quiet(key), fault, "bulk-" + table),
            _ => [Reason(fault.Kind)],
        };
    }

    // the table's own reply came. Only a 403 needs the search, to know whether there is anybody to see
    private string[] TableWithoutSearch(string key, string table, MatrixFault fault)
    {
        if (permissions.Of(table) is not null && !facts.TablesRefused)
            return Quiet(key);
        return fault.Kind switch
        {
            FaultKind.Forbidden => [Inconclusive],
            _ when facts.SearchRefused && LeavesStatus(fault) => Quiet(key),
            FaultKind.DuplicatedKeys => [.. Quiet(key), Unreachable],
            _ when facts.SearchRefused && fault.Kind is FaultKind.WrongContentType => [.. Quiet(key), Blocked, Unreachable],
            _ when Breaks(fault) => [.. Quiet(key), Unreachable], // it may have shown somebody before it broke off
            _ => [Reason(fault.Kind)],
        };
    }

    // what was seen before a reply broke off is seen; what was not seen is not known to be absent
    private string[] Broken(string[] quiet, MatrixFault fault, string endpoint) =>
        (_bytesRead(endpoint) ?? 0) >= (fault.Kind is FaultKind.SlowBody ? SlowPart : fault.Bytes) ? [.. quiet.Where(word => word == Granted), Unreachable]
        : fault.Kind is FaultKind.TruncatedJson ? quiet // it was shorter than the cut
        : [.. quiet, Unreachable]; // all of it came, and no end

    private static bool Breaks(MatrixFault fault) => fault.Kind is FaultKind.TruncatedJson or FaultKind.SlowBody;

    // a refusal is told by its status, whatever happens to its body
    private static bool LeavesStatus(MatrixFault fault) => Breaks(fault) || fault.Kind is FaultKind.DuplicatedKeys;

    private static string Reason(FaultKind kind) => kind switch
    {
        FaultKind.Unauthorized => CredentialsRejected,
        FaultKind.RateLimited => RateLimited,
        FaultKind.Blocked => Blocked,
        _ => Unreachable,
    };

    private static string? TableOf(string key) => key is "work.history" or "employment.history" or "lifecycle.history" ? key[..^".history".Length] : null;
}
