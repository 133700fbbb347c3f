using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.EndToEndTests.Languages;

/// <summary>A language for tests: English with each text in brackets, so that a text on screen without brackets is one that no translator ever gets.</summary>
internal static class PseudoLanguage
{
    public const string Name = "qps-Ploc";

    public static void Add(IServiceCollection services)
    {
        services.PostConfigure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures!.Add(CultureInfo.GetCultureInfo(Name));
            options.SupportedUICultures!.Add(CultureInfo.GetCultureInfo(Name));
        });
        services.Replace(ServiceDescriptor.Singleton<IStringLocalizerFactory>(provider => new Factory(ActivatorUtilities.CreateInstance<ResourceManagerStringLocalizerFactory>(provider))));
    }

    private sealed class Factory(IStringLocalizerFactory inner) : IStringLocalizerFactory
    {
        public IStringLocalizer Create(Type resourceSource) => new Localizer(inner.Create(resourceSource));

        public IStringLocalizer Create(string baseName, string location) => new Localizer(inner.Create(baseName, location));
    }

    private sealed class Localizer(IStringLocalizer inner) : IStringLocalizer
    {
        public LocalizedString this[string name] => Bracket(inner[name]);

        public LocalizedString this[string name, params object[] arguments] => Bracket(inner[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => inner.GetAllStrings(includeParentCultures);

        private static LocalizedString Bracket(LocalizedString text) =>
            CultureInfo.CurrentUICulture.Name.Equals(Name, StringComparison.OrdinalIgnoreCase) && !text.ResourceNotFound ? new(text.Name, $"⟦{text.Value}⟧") : text;
    }
}
