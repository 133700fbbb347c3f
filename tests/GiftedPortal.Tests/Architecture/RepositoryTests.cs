namespace GiftedPortal.Tests.Architecture;

public sealed class RepositoryTests
{
    // in pieces, so that this file does not name them itself
    private static readonly string[] RegistryHosts =
        [.. new[] { "api.nuget", "registry.npmjs", "registry.yarnpkg", "pypi", "files.pythonhosted", "proxy.golang", "pkgs.dev.azure" }
            .SelectMany(host => new[] { $"{host}.org", $"{host}.com" }), "/artifactory/", "/repository/nuget"];

    [Theory]
    [InlineData(".cs", 300)]
    [InlineData(".razor", 150)]
    public void A_file_can_be_read_in_one_go(string extension, int limit) =>
        SourceFile.CodeUnder("src").Concat(SourceFile.CodeUnder("tests"))
            .Where(file => file.Path.EndsWith(extension, StringComparison.Ordinal) && file.LineCount > limit)
            .Select(file => $"{file.Path} has {file.LineCount} lines, {limit} are the limit").ShouldBeNone();

    [Fact]
    public void Nothing_but_tests_needs_a_folder_beside_the_checkout() =>
        SourceFile.All.Where(file => !file.IsUnder("tests") && file.Text.Contains("../shared", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeNone();

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() =>
        (from file in SourceFile.All
         where file.Path != "tests/GiftedPortal.Tests/Architecture/RepositoryTests.cs"
         from host in RegistryHosts
         where file.Text.Contains(host, StringComparison.OrdinalIgnoreCase)
         select $"{file.Path} names {host}").ShouldBeNone("which registry is used is the machine's business");

    [Theory]
    [InlineData("dotnet run --project src/GiftedPortal")]
    [InlineData("tests/run")]
    public void The_README_has_the_command(string command) =>
        SourceFile.All.Where(file => file.Path == "README.md").Should().ContainSingle()
            .Which.Text.Should().Contain(command);
}
