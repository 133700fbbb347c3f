using GiftedPortal.Providers;

namespace GiftedPortal.Features.Approval.Review;

/// <summary>One thing that the customer is asked to change.</summary>
/// <param name="Slug">The step that is opened again.</param>
/// <param name="Permission">Key of the permission that it is about; null: the step as a whole.</param>
/// <param name="Text">What has to change, in a sentence.</param>
public sealed record ChangeRequest(string Slug, string? Permission, string Text)
{
    /// <summary>The step and, where there is one, the permission exist, and the sentence has the right length.</summary>
    public bool FitsTo(IHrisProvider provider) =>
        provider.Guide.Find(Slug) is not null
        && (Permission is null || provider.Permissions.Any(one => one.Key == Permission))
        && Text.Trim().Length is > 0 and <= Connections.ChangeItem.Longest;

    /// <summary>The step at which a permission is granted.</summary>
    public static string StepOf(IHrisProvider provider) => provider.Guide.Steps.First(step => step.Kind is StepKind.Checklist).Slug;
}
