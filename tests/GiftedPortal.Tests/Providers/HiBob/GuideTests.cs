using System.Collections;
using System.Globalization;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;

namespace GiftedPortal.Tests.Providers.HiBob;

public class GuideTests
{
    private readonly IHrisProvider _provider = BobTesting.Provider(new FakeBob());

    [Fact]
    public void The_guide_has_the_sixteen_steps_in_order() =>
        _provider.Guide.Steps.Select(step => step.Slug).Should().Equal(
            "open-settings", "open-integrations", "connect-service-users", "manage-service-users", "new-service-user", "name-service-user", "keep-credentials",
            "open-permission-groups", "create-group", "select-by-condition", "only-the-service-user", "apply-and-save",
            "open-peoples-data", "grant-permissions", "enter-connection", "sync");

    [Fact]
    public void Phases_follow_each_other() =>
        _provider.Guide.Steps.Select(step => step.Phase).Should().BeInAscendingOrder().And.Contain(Enum.GetValues<SetupPhase>());

    [Fact]
    public void Every_step_permission_and_copy_value_has_its_words()
    {
        var keys = _provider.Guide.Steps.SelectMany(step => (string[])[$"{step.Slug}.Title", $"{step.Slug}.Body", $"{step.Slug}.Expect", $"{step.Slug}.Differs", $"{step.Slug}.Picture"])
            .Concat(_provider.Guide.Steps.SelectMany(step => step.CopyValues).Select(copy => copy.LabelKey))
            .Concat(_provider.Permissions.Select(permission => $"{permission.Key}.Use"));

        keys.Should().AllSatisfy(key => _provider.Guide.Texts[key].ResourceNotFound.Should().BeFalse(key));
    }

    [Fact]
    public void A_body_has_two_to_four_sentences_and_a_title_is_one_task()
    {
        foreach (var step in _provider.Guide.Steps)
        {
            string body = _provider.Guide.Texts[$"{step.Slug}.Body"];
            body.Split(['.', '?'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Should().HaveCountGreaterThanOrEqualTo(2).And.HaveCountLessThanOrEqualTo(4, step.Slug);
            _provider.Guide.Texts[$"{step.Slug}.Title"].Value.Should().NotEndWith(".").And.NotContain(",");
        }
    }

    [Fact]
    public void Thirteen_lines_are_listed_and_two_more_are_needed()
    {
        _provider.Permissions.Count(permission => permission.Listed).Should().Be(13);
        _provider.Permissions.Where(permission => !permission.Listed).Select(permission => permission.Key).Should().Equal("basic.view", "work.view");
        _provider.Permissions.Where(permission => !permission.Provable).Select(permission => permission.Key).Should().Equal("address.history", "changes.view");
    }

    [Theory]
    [InlineData(PermissionDialect.Category, "“Where you live”", "“View selected employees' Where you live sections”")]
    [InlineData(PermissionDialect.Field, "“Where you live”", "People's fields")]
    [InlineData(PermissionDialect.Unknown, "Edit Permissions", "People's fields › “Where you live”")]
    public void A_remedy_names_the_box_in_the_tenants_words(PermissionDialect dialect, string first, string second) =>
        _provider.Remedy(Finding("address.view", new PermissionOutcome.Judged(Verdict.Missing)), dialect).Should().Contain(first).And.Contain(second);

    [Fact]
    public void Partly_names_the_fields() =>
        _provider.Remedy(Finding("address.view", new PermissionOutcome.Judged(Verdict.Partly)), PermissionDialect.Field).Should().Contain("address.line1, address.city");

    [Fact]
    public void Nobody_visible_points_at_the_audience() =>
        _provider.Remedy(Finding("address.view", new PermissionOutcome.Judged(Verdict.Inconclusive), people: 0), PermissionDialect.Unknown).Should().Contain("whose data");

    [Fact]
    public void Nothing_to_do_has_no_remedy()
    {
        _provider.Remedy(Finding("address.view", new PermissionOutcome.Judged(Verdict.Granted)), PermissionDialect.Unknown).Should().BeNull();
        _provider.Remedy(Finding("address.view", new PermissionOutcome.Unjudged(NoVerdict.Unreachable)), PermissionDialect.Unknown).Should().BeNull();
    }

    [Fact]
    public void Every_placeholder_of_a_remedy_is_filled()
    {
        foreach (var permission in _provider.Permissions)
            foreach (var verdict in Enum.GetValues<Verdict>())
                foreach (var dialect in Enum.GetValues<PermissionDialect>())
                    _provider.Remedy(Finding(permission.Key, new PermissionOutcome.Judged(verdict)), dialect).Should().NotContainAny("{", "}");
    }

    [Fact]
    public void Every_word_in_the_resources_is_used()
    {
        var resources = new System.Resources.ResourceManager(typeof(HiBobText)).GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        var known = _provider.Guide.Steps.Select(step => step.Slug).Concat(_provider.Permissions.Select(permission => permission.Key)).Concat(["copy", "Remedy", "Untick", "Box", "GroupPath", "ListSeparator"]);

        resources.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Should().AllSatisfy(key => known.Should().Contain(word => key == word || key.StartsWith(word + "."), key));
    }

    private static PermissionFinding Finding(string key, PermissionOutcome outcome, int people = 3) =>
        new(key, outcome, key == "address.view" ? "Where you live" : null, new Evidence("POST /people/search", 200, [], ["address.line1", "address.city"], people));
}
