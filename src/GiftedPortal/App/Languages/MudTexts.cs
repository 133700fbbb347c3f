using Microsoft.Extensions.Localization;
using MudBlazor;

namespace GiftedPortal.App.Languages;

/// <summary>The few words that MudBlazor's components bring along, from the shell's texts; what is not there stays MudBlazor's English.</summary>
internal sealed class MudTexts(IStringLocalizer<ShellText> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];
}
