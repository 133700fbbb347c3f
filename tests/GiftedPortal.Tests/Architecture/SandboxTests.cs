using System.Reflection;
using System.Text.RegularExpressions;

namespace GiftedPortal.Tests.Architecture;

/// <summary>The sandbox plays the outside world: it must not share a name with the portal, else a mistake of one would be mirrored in the other.</summary>
public sealed partial class SandboxTests
{
    private const string Sandbox = "src/GiftedPortal.Sandbox";

    [Fact]
    public void It_is_built_without_the_portal()
    {
        Assembly.Load("GiftedPortal.Sandbox").GetReferencedAssemblies().Select(name => name.Name).Should().NotContain("GiftedPortal");
        SourceFile.All.Single(file => file.Path == $"{Sandbox}/GiftedPortal.Sandbox.csproj").Text
            .Should().NotContain("ProjectReference").And.NotContain("../GiftedPortal/");
    }

    [Fact]
    public void It_names_nothing_of_the_portal() =>
        SourceFile.CodeUnder(Sandbox).Where(file => PortalNamespaces().IsMatch(file.Text)).Select(file => file.Path).ShouldBeNone();

    [Fact]
    public void It_ships_no_settings_that_would_overwrite_the_portals() =>
        SourceFile.All.Select(file => file.Path).Where(path => path.StartsWith($"{Sandbox}/appsettings", StringComparison.Ordinal)).ShouldBeNone();

    [GeneratedRegex(@"\bGiftedPortal\.(App|Ui|Features|Providers|Data|Hosting)\b")]
    private static partial Regex PortalNamespaces();
}
