using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GiftedPortal.Features.EvidencePacks;

/// <summary>Where the pack is downloaded.</summary>
public static class EvidenceEndpoint
{
    /// <summary>Maps <c>/staff/connections/{id}/evidence.zip</c>, for reviewers, auditors and admins.</summary>
    public static void MapEvidence(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/staff/connections/{id:guid}/evidence.zip", TakeAsync).RequireAuthorization(Policies.ReadEvidence);

    private static async Task<Results<FileContentHttpResult, NotFound>> TakeAsync(Guid id, HttpContext context, EvidenceService evidence, CancellationToken cancellationToken) =>
        await evidence.PackAsync(id, PortalClaims.ToActor(context.User), cancellationToken) is { } pack
            ? TypedResults.File(pack, "application/zip", $"evidence-{id}.zip")
            : TypedResults.NotFound();
}
