using System.Reflection;

namespace GiftedPortal.Tests.Sandbox.Book;

/// <summary>The book of rules against the tests that name them.</summary>
public sealed class RuleBookTests
{
    private static readonly ILookup<string, string> Tests = typeof(RuleBookTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        .SelectMany(method => (method.GetCustomAttribute<RuleAttribute>()?.Ids ?? []).Select(id => (id, test: $"{method.DeclaringType!.Name}.{method.Name}")))
        .ToLookup(named => named.id, named => named.test);

    [Fact]
    public void Every_rule_has_a_test_that_names_it_or_a_reason_why_not()
    {
        RuleBook.All.Should().HaveCountGreaterThan(100);
        RuleBook.All.Select(rule => rule.Id).Where(id => !Tests.Contains(id) && !RuleBook.Exceptions.ContainsKey(id)).Should().BeEmpty();
    }

    [Fact]
    public void No_rule_that_has_a_test_is_excused() => RuleBook.Exceptions.Keys.Where(Tests.Contains).Should().BeEmpty();

    [Fact]
    public void Tests_and_exceptions_name_rules_of_the_book() =>
        Tests.Select(named => named.Key).Concat(RuleBook.Exceptions.Keys).Except(RuleBook.All.Select(rule => rule.Id)).Should().BeEmpty();

    [Fact]
    public void A_rule_stands_in_the_book_once_and_says_where_it_is_from()
    {
        RuleBook.All.Select(rule => rule.Id).Should().OnlyHaveUniqueItems();
        RuleBook.All.Should().AllSatisfy(rule => (rule.Says.Length > 10 && (rule.Source.StartsWith("https://", StringComparison.Ordinal) || rule.Source == "recorded at a real company")).Should().BeTrue(rule.Id));
    }
}
