using System.Text;
using GiftedPortal.Providers;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Setup.Offline;

/// <summary>The checklist as plain text, for a message or a ticket.</summary>
internal static class ChecklistText
{
    public static string Plain(this IStringLocalizer<OfflineText> text, IStringLocalizer<SetupText> words, SetupState state, IEnumerable<PermissionRequirement> boxes)
    {
        var guide = state.Guide;
        var lines = new StringBuilder();
        foreach (var phase in guide.Steps.GroupBy(step => step.Phase))
        {
            lines.AppendLine(words[$"Phase.{phase.Key}"]);
            foreach (var step in phase)
            {
                lines.AppendLine(text["Line.Step", guide.NumberOf(step), guide.Texts[$"{step.Slug}.Title"].Value]);
                lines.AppendLine(text["Line.Body", guide.Texts[$"{step.Slug}.Body"].Value]);
                foreach (var value in step.CopyValues)
                {
                    lines.AppendLine(text["Line.Copy", guide.Texts[value.LabelKey].Value, value.Value]);
                }

                foreach (var box in step.Kind is StepKind.Checklist ? boxes : [])
                {
                    lines.AppendLine(text["Line.Box", box.Category, box.Label]);
                }

                lines.AppendLine(text["Line.Code", ResumeCode.Of(state.Connection.Id, guide, step)]);
            }

            lines.AppendLine();
        }

        return lines.ToString().TrimEnd();
    }
}
