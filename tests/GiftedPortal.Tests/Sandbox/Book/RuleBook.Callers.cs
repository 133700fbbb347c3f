namespace GiftedPortal.Tests.Sandbox.Book;

internal static partial class RuleBook
{
    private static IEnumerable<Rule> Callers =>
    [
        new("caller.hosts", "Production is api.hibob.com, the vendor's own sandbox api.sandbox.hibob.com, each under /v1.", PeoplePage),
        new("caller.old-host", "The web app's host took a service user, too.", Recorded),
        new("caller.basic-only", "HTTP Basic with the service user's id and token is the only scheme.", ServiceUsers),
        new("caller.oauth", "OAuth is for approved marketplace partners.", ServiceUsers),
        new("caller.raw-tokens", "A raw token in the Authorization header, as before May 2025, opens nothing.", OldCalls),
        new("caller.id-form", "A service user's id looks like SERVICE-202.", Help),
        new("caller.refreshed", "A refreshed token ends the old one at once; a token is shown once.", Help),
        new("caller.nothing-permitted", "A new service user may see nothing.", ServiceUsers),
        new("caller.content-type", "A GET of custom tables or bank accounts that names a content type gets 400 with a page.", Recorded),
        new("caller.readable-flag", "Tables give readable values where includeHumanReadable is the text true.", CustomTables),
        new("caller.tls", "TLS 1.3 and strict transport security.", Recorded),
        new("caller.ids", "An employee's id is a text of 19 digits, beyond what a double holds.", Recorded),
        new("caller.status-page", "The state of the public API stands on a status page.", Recorded),
        new("caller.no-company-name", "No reply holds the company's name; companyId is a number.", PeoplePage),
        new("caller.unknown-path", "An address that the API does not know leads to the web app's page, with 200.", Recorded),
    ];

    private static IEnumerable<Rule> Errors =>
    [
        new("error.key-and-error", "An error is an object of key and error.", PeoplePage),
        new("error.duplicate-row", "A second row of one day: 400 with the key exception.history.duplicated.bulk.", Recorded),
        new("error.not-in-list", "A value that its list does not have: 400 with error, and errors by field.", Recorded),
        new("error.mandatory", "What is mandatory and missing: 400 with errors by path, each MISSING_MANDATORY_FIELD.", Recorded),
        new("error.no-permission-to-write", "A write that is not permitted: 401 with errorMessage.", Recorded),
        new("error.page-with-200", "A wrong address, or a parameter of the wrong type, gets the web app's page with 200.", Recorded),
        new("error.304", "An update that changes nothing: 304.", Writing),
        new("error.400", "A wrong field, filter or parameter: 400.", SearchPage),
        new("error.401-empty", "Missing or wrong credentials: 401 with an empty body.", Recorded),
        new("error.token-word", "For an outdated token a log showed the word tokenNotMatch.", Recorded),
        new("error.403", "No permission to the data or the people: 403.", SearchPage),
        new("error.404", "An unknown person, table, list or report: 404.", Recorded),
        new("error.409", "An item that its list has already: 409.", Docs + "reference/post_company-named-lists-listname"),
        new("error.429", "Too many calls: 429.", Rate),
    ];

    private static IEnumerable<Rule> Limits =>
    [
        new("limit.per-endpoint", "Calls are counted by endpoint and minute; more than the limit gets 429.", Rate),
        new("limit.headers", "Every reply tells limit, remaining calls and the moment of the reset in Unix seconds.", Rate),
        new("limit.headers-on-401", "So does a 401.", Recorded),
        new("limit.search-50", "People search takes 50 calls a minute.", Rate),
        new("limit.report-download", "A report's download was seen to take 50.", Recorded),
        new("limit.old-people", "GET /people took 100, later 70, and is shut off.", OldCalls),
        new("limit.block-address", "Fifty 401s within ten seconds from one address shut it out for five minutes.", Rate),
        new("limit.block-header-401", "Fifty 401s within ten seconds with one Authorization header shut it out for five minutes.", Rate),
        new("limit.block-header-403", "Fifty 403s within ten seconds with one Authorization header shut it out for five minutes.", Rate),
    ];
}
