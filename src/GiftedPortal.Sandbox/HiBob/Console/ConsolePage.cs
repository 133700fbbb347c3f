using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Answers with a page that browsers do not keep: what it shows changes behind their back, and a token is on it once.</summary>
internal sealed class ConsolePage<TPage>(int status, object? parameters = null) : IResult
    where TPage : IComponent
{
    public ConsolePage(object parameters)
        : this(StatusCodes.Status200OK, parameters)
    {
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-cache, no-store";
        return new RazorComponentResult<TPage>(parameters ?? new { }) { StatusCode = status }.ExecuteAsync(httpContext);
    }
}
