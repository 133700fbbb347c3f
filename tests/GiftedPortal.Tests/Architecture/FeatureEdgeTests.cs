using System.Text.RegularExpressions;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Architecture;

/// <summary>Which feature may use which. A feature that is not listed may use what everybody may.</summary>
public sealed partial class FeatureEdgeTests
{
    private static readonly string[] Everybodys = ["Identity", "Audit", "Customers", "Notifications"];
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Setup"] = ["Permissions", "Connections"],
        ["Progress"] = ["Connections", "Setup"],
        ["Sync"] = ["Connections", "Permissions"],
        ["Status"] = ["Connections", "Permissions", "Sync"],
        ["Permissions"] = ["Connections"],
        // reads what each of them recorded, and writes to none
        ["EvidencePacks"] = ["Connections", "Permissions", "Setup"],
        ["Approval"] = ["Connections", "Permissions", "Sync"],
    };

    [Fact]
    public void Features_use_one_another_only_along_the_allowed_edges() =>
        (from edge in ForbiddenEdges()
         from type in PortalTypes.In($"GiftedPortal.Features.{edge.From}", $"GiftedPortal.Features.{edge.To}")
         select $"{type} uses {edge.To}").ShouldBeNone();

    [Fact]
    public void Features_name_one_another_only_along_the_allowed_edges() =>
        (from edge in ForbiddenEdges()
         from file in SourceFile.CodeUnder($"src/GiftedPortal/Features/{edge.From}")
         where NamedFeatures().Matches(file.Text).Any(match => match.Groups[1].Value == edge.To)
         select $"{file.Path} names {edge.To}").ShouldBeNone();

    private static IEnumerable<(string From, string To)> ForbiddenEdges() =>
        from source in Features()
        from target in Features()
        where source != target && !Everybodys.Contains(target) && !Allowed.GetValueOrDefault(source, []).Contains(target)
        select (source, target);

    private static string[] Features()
    {
        var folder = RepositoryRoot.Combine("src", "GiftedPortal", "Features");
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path))] : [];
    }

    [GeneratedRegex(@"\bFeatures\.(\w+)")]
    private static partial Regex NamedFeatures();
}
