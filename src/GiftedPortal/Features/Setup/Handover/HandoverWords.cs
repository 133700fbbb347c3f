using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Setup.Handover;

/// <summary>Refusals to hand over as people read them.</summary>
internal static class HandoverWords
{
    public static string Sentence(this IStringLocalizer<HandoverText> text, HandoverRefusal refusal, string note = "") => refusal switch
    {
        HandoverRefusal.LongNote => text["Refusal.LongNote", note.Trim().Length, Handover.LongestNote],
        _ => text[$"Refusal.{refusal}"],
    };
}
