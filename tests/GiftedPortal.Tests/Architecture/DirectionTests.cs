namespace GiftedPortal.Tests.Architecture;

/// <summary>Which folder of the portal may know which: App → Features → Providers, Data and Ui; a provider is known to Program.cs alone.</summary>
public sealed class DirectionTests
{
    private const string Portal = "src/GiftedPortal";

    [Theory]
    [InlineData("GiftedPortal.Ui", "GiftedPortal.App", "GiftedPortal.Features", "GiftedPortal.Providers", "GiftedPortal.Data", "GiftedPortal.Hosting")]
    [InlineData("GiftedPortal.Providers", "GiftedPortal.App", "GiftedPortal.Features", "GiftedPortal.Ui", "GiftedPortal.Data", "GiftedPortal.Hosting")]
    [InlineData("GiftedPortal.Features", "GiftedPortal.App", "GiftedPortal.Hosting")]
    [InlineData("GiftedPortal.Data", "GiftedPortal.App", "GiftedPortal.Hosting", "GiftedPortal.Ui")]
    [InlineData("GiftedPortal.App", "GiftedPortal.Hosting")]
    public void A_folder_knows_nothing_of(string folder, params string[] others) =>
        PortalTypes.In(folder, others).ShouldBeNone($"{folder} knows nothing of {string.Join(", ", others)}");

    [Fact]
    public void Ui_mentions_no_feature_provider_or_data_in_its_text() =>
        SourceFile.CodeUnder($"{Portal}/Ui")
            .Where(file => new[] { "Features", "Providers", "Data" }.Any(folder => Mentions(file, folder)))
            .Select(file => file.Path).ShouldBeNone();

    [Fact]
    public void Only_the_provider_itself_Hosting_and_Program_mention_HiBob() =>
        SourceFile.CodeUnder(Portal)
            .Where(file => !file.IsUnder($"{Portal}/Providers/HiBob") && !file.IsUnder($"{Portal}/Hosting") && file.Path != $"{Portal}/Program.cs")
            .Where(file => file.Text.Contains("HiBob", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeNone();

    [Fact]
    public void Only_the_provider_itself_and_Hosting_depend_on_HiBob() =>
        PortalTypes.In("GiftedPortal", "GiftedPortal.Providers.HiBob")
            .Where(type => !type.StartsWith("GiftedPortal.Providers.HiBob.", StringComparison.Ordinal)
                && !type.StartsWith("GiftedPortal.Hosting.", StringComparison.Ordinal))
            .ShouldBeNone();

    [Fact]
    public void No_component_takes_a_database_context()
    {
        var contexts = PortalTypes.Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Microsoft.EntityFrameworkCore.DbContext))).Select(type => type.FullName!);
        var dependents = PortalTypes.In("GiftedPortal", ["Microsoft.EntityFrameworkCore", .. contexts]);

        dependents.Intersect(PortalTypes.Components.Select(type => type.FullName!)).ShouldBeNone("a component asks a service");
    }

    private static bool Mentions(SourceFile file, string folder) =>
        file.Text.Contains($"GiftedPortal.{folder}", StringComparison.Ordinal);
}
