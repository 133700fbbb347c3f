using System.Reflection;
using System.Text.RegularExpressions;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.Components;
using NetArchTest.Rules;

namespace GiftedPortal.Tests.Architecture;

/// <summary>The portal's compiled types, and which of them depend on what.</summary>
internal static class PortalTypes
{
    public static Assembly Assembly { get; } = typeof(IHrisProvider).Assembly;

    /// <summary>Razor components, pages and layouts among them.</summary>
    public static IReadOnlyList<Type> Components { get; } = [.. Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent)))];

    /// <summary>Names of the types in a namespace, or below it, that depend on a type or on anything in a namespace.</summary>
    public static IEnumerable<string> In(string @namespace, params string[] dependencies) =>
        Types.InAssembly(Assembly)
            .That().ResideInNamespaceMatching($"^{Regex.Escape(@namespace)}($|\\.)")
            .And().HaveDependencyOnAny(dependencies)
            .GetTypes().Select(type => type.FullName!);
}
