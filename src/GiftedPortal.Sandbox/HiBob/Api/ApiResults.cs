namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>The replies of Bob's API that are not data.</summary>
internal static class ApiResults
{
    public static IResult BadRequest(string key, string error) => Error(StatusCodes.Status400BadRequest, key, error);

    public static IResult Forbidden() =>
        Error(StatusCodes.Status403Forbidden, "exception.permission.denied", "The service user has no permission to this table or these employees.");

    public static IResult NotFound(string what) => Error(StatusCodes.Status404NotFound, "exception.not.found", what);

    /// <summary>What Bob's web app answers to any address that the API does not know: its own page, with status 200.</summary>
    public static IResult WebApp() => Results.Content(WebAppPage, "text/html; charset=utf-8");

    /// <summary>What some endpoints were seen to answer to a GET that names a content type.</summary>
    public static IResult ContentTypeOnGet() => Results.Content(WebAppPage, "text/html; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);

    /// <summary>What the firewall in front of the API answers whom it shut out.</summary>
    public static IResult Blocked() => Results.Content(
        "<!doctype html><title>Blocked</title><h1>Request blocked</h1>", "text/html; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);

    public static IResult Error(int status, string key, string error) => Results.Json(new ErrorBody(key, error), statusCode: status);

    public const string WebAppPage =
        """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bob</title></head><body><div id="root">Loading…</div></body></html>""";

    private sealed record ErrorBody(string Key, string Error);
}
