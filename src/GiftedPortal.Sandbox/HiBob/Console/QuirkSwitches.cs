using System.Reflection;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>The switches of <see cref="Quirks"/> as boxes of a form.</summary>
internal static class QuirkSwitches
{
    public static IReadOnlyList<string> Names { get; } = [.. Switches().Select(property => property.Name)];

    public static bool IsOn(Quirks quirks, string name) => (bool)typeof(Quirks).GetProperty(name)!.GetValue(quirks)!;

    public static Quirks Read(IFormCollection form)
    {
        var quirks = new Quirks();
        foreach (var property in Switches())
            property.SetValue(quirks, form["quirk"].Contains(property.Name));
        return quirks;
    }

    private static IEnumerable<PropertyInfo> Switches() => typeof(Quirks).GetProperties().Where(property => property.PropertyType == typeof(bool));
}
