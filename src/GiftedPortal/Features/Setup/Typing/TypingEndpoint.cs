using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GiftedPortal.Features.Setup.Typing;

/// <summary>
/// Where <c>js/typing.js</c> sends each field while somebody types: a way of its own beside the circuit, which may be lost at this very moment.
/// It takes JSON only, which another site cannot send with this site's cookie.
/// </summary>
public static class TypingEndpoint
{
    private const int LongestBody = 64 * 1024;

    /// <summary>Maps the address.</summary>
    public static void MapTyping(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(PortalUrls.Typed, KeepAsync).RequireAuthorization(Policies.Member)
            // a script asks: it wants the answer's number, not the page that explains it
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody), new SkipStatusCodePagesAttribute());

    private static async Task<Results<NoContent, BadRequest, StatusCodeHttpResult>> KeepAsync(Field field, SetupService setup, HttpContext context)
    {
        if (field is not { Key: not null, Text: not null } || (field.Key is not SetupAnswers.Token && !SetupAnswers.All.Contains(field.Key)))
        {
            return TypedResults.BadRequest();
        }

        // once it has arrived it is saved, also when the page that sent it is gone
        return await setup.TypeAsync(field.Key, new Secret(field.Text), PortalClaims.ToActor(context.User), CancellationToken.None, field.Seat) switch
        {
            null => TypedResults.NoContent(),
            ConnectionRefusal.NotAllowed => TypedResults.StatusCode(StatusCodes.Status403Forbidden),
            _ => TypedResults.StatusCode(StatusCodes.Status409Conflict),
        };
    }

    private sealed record Field(string? Key, string? Text, Guid? Seat);
}
