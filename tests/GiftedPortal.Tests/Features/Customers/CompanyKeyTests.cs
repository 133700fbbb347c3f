using CsCheck;
using GiftedPortal.Features.Customers;

namespace GiftedPortal.Tests.Features.Customers;

public class CompanyKeyTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyzאבגדé0123456789"], 2, 8].Array[1, 4].Select(words => string.Join(' ', words.Select(word => $"x{word}")));
    private static readonly Gen<string> LegalForm = Gen.OneOf("Ltd", "Ltd.", ", Inc.", "GmbH", "G.m.b.H.", "LLC", "בע\"מ", "בע״מ", "בע”מ", "S.A.", "Co., Ltd.", "Service User", "SERVICE  USER");

    [Theory]
    [InlineData("Acme", "acme")]
    [InlineData("ACME, Inc.", "acme")]
    [InlineData("  Acme\u00A0Ltd ", "acme")]
    [InlineData("\u202BAcme\u202C Service User", "acme")]
    [InlineData("Acme Service User Ltd", "acme")]
    [InlineData("Ａｃｍｅ", "acme")]
    [InlineData("גיפטד בע\"מ", "גיפטד")]
    [InlineData("גיפטד בע״מ", "גיפטד")]
    [InlineData("Müller-Lüdenscheidt G.m.b.H.", "müller lüdenscheidt")]
    [InlineData("A & B Co.", "a and b")]
    [InlineData("Ltd", "ltd")]
    [InlineData("Service User", "service user")]
    [InlineData("---", "")]
    public void Spelling_does_not_count(string name, string key) => CompanyKey.Of(name).Should().Be(key);

    [Theory]
    [InlineData("Acme", "Acme Labs")]
    [InlineData("Acme 1", "Acme 2")]
    [InlineData("Incubate", "Ubate")]
    public void Other_names_are_others(string one, string other) => CompanyKey.Of(one).Should().NotBe(CompanyKey.Of(other));

    [Fact]
    public void A_key_is_its_own_key() => Gen.String.Sample(name => CompanyKey.Of(CompanyKey.Of(name)).Should().Be(CompanyKey.Of(name)));

    [Fact]
    public void Legal_forms_at_the_end_change_nothing_however_many() =>
        Words.Select(LegalForm, LegalForm).Sample((name, one, two) => CompanyKey.Of($"{name} {one} {two}").Should().Be(CompanyKey.Of(name)));

    [Fact]
    public void Case_marks_and_white_space_change_nothing() =>
        Words.Select(Gen.OneOf("\u200E", "\u200F", "\u202A", "\u2066", "\u200B", "\uFEFF")).Sample((name, mark) =>
            CompanyKey.Of($"{mark}{name.ToUpperInvariant().Replace(" ", $" \t{mark}")} ").Should().Be(CompanyKey.Of(name)));

    [Fact]
    public void An_index_holds_the_start_of_any_key() => Gen.String[0, 200].Sample(name =>
    {
        var start = CompanyKey.StartOf(name);
        CompanyKey.Of(name).Should().StartWith(start);
        start.Length.Should().BeLessThanOrEqualTo(CompanyKey.LongestStart);
        start.Any(char.IsControl).Should().BeFalse();
        start.EnumerateRunes().Should().NotContain(System.Text.Rune.ReplacementChar, "half a letter cannot be stored");
    });

    [Theory]
    [InlineData("Acme", "acme")]
    [InlineData("𝄞", "")]
    public void A_short_key_is_held_whole(string name, string start) => CompanyKey.StartOf(name).Should().Be(start);

    [Fact]
    public void A_letter_of_two_halves_is_held_whole_or_not_at_all() =>
        CompanyKey.StartOf(new string('a', CompanyKey.LongestStart - 1) + "𐐨𐐨").Should().Be(new string('a', CompanyKey.LongestStart - 1));
}
