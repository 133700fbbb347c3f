using System.Text;
using CsCheck;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Providers;
using static GiftedPortal.Features.Connections.Credentials.PasteProblem;

namespace GiftedPortal.Tests.Features.Connections.Credentials;

public sealed class PasteDoctorTests
{
    private const string Id = "SERVICE-202";
    private const string Token = "Yf0PqKxT9sWm3ZrB8dNv1LhC5gJe7uAo2QiX6yRt";

    private static readonly Gen<string> Ids = Gen.Int[1, 99_999_999].Select(number => $"SERVICE-{number}");
    private static readonly Gen<string> Tokens = Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/="].Array[PasteDoctor.ShortestToken, 200].Select(characters => new string(characters));

    private static string Packed => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Id}:{Token}"));

    private static PasteDiagnosis Examine(string id, string token) => PasteDoctor.Examine(id, new Secret(token));

    public static TheoryData<string, string, PasteProblem> Repairable() => new()
    {
        { Token, Id, Swapped },
        { $"  {Id}", $"{Token}\t", Spaces },
        { $"\u200B{Id}\u00A0", Token, Spaces },
        { Id, $"{Token}\r\n", LineBreaks },
        { Id, $"{Token[..20]}\r\n  {Token[20..]}", LineBreaks },
        { $"\"{Id}\"", Token, Quotes },
        { Id, $"“{Token}”", Quotes },
        { Id, $"'{Token}'", Quotes },
        { "", $"Basic {Packed}", Header },
        { Id, $"Authorization: Basic {Packed}", Header },
        { $"basic {Packed}", "", Header },
        { "", Packed, Encoded },
        { Packed, Token, Encoded },
        { $"{Id}:{Token}", "", Together },
        { "", $"{Id}:{Token}", Together },
    };

    [Theory]
    [MemberData(nameof(Repairable))]
    public void What_was_meant_is_recognised_and_repaired(string id, string token, PasteProblem problem)
    {
        var diagnosis = Examine(id, token);

        diagnosis.Problems.Should().Equal(problem);
        diagnosis.Repaired.Should().Be(new PastedPair(Id, new Secret(Token)));
        diagnosis.IsCertain.Should().BeTrue();
    }

    [Fact]
    public void Several_problems_at_once_are_all_said_and_repaired()
    {
        var diagnosis = Examine($"\"{Token}\"\n", $" {Id}");

        diagnosis.Problems.Should().Equal(Swapped, LineBreaks, Spaces, Quotes);
        diagnosis.Repaired.Should().Be(new PastedPair(Id, new Secret(Token)));
    }

    [Theory]
    [InlineData("dana@acme.example", Token, Email, "", Token)]
    [InlineData(Id, "Yf0PqKxT9sWm3ZrB8dNv1Lh…", Truncated, Id, "")]
    [InlineData(Id, "Yf0PqKxT9sWm3ZrB8dNv1Lh...", Truncated, Id, "")]
    [InlineData(Id, "Yf0PqKxT", Truncated, Id, "")]
    public void What_cannot_be_guessed_is_emptied_to_be_pasted_again(string id, string token, PasteProblem problem, string repairedId, string repairedToken)
    {
        var diagnosis = Examine(id, token);

        diagnosis.Problems.Should().Equal(problem);
        diagnosis.Repaired.Should().Be(new PastedPair(repairedId, new Secret(repairedToken)));
    }

    [Fact]
    public void A_megabyte_in_either_field_is_said_and_cleared()
    {
        var huge = new string('x', 1 << 20);

        Examine(Id, huge).Should().BeEquivalentTo(new { Problems = new[] { TooLong }, Repaired = new PastedPair(Id, new Secret("")) });
        Examine(huge, Token).Should().BeEquivalentTo(new { Problems = new[] { TooLong }, Repaired = new PastedPair("", new Secret(Token)) });
    }

    [Theory]
    [InlineData("8d2c1f6e-4b7a-4a0e-9c55-0d1e2f3a4b5c")]
    [InlineData("gifted")]
    public void An_id_of_another_look_is_a_hint_and_nothing_to_repair(string id)
    {
        var diagnosis = Examine(id, Token);

        diagnosis.Problems.Should().Equal(UnusualId);
        (diagnosis.CanRepair, diagnosis.IsCertain, diagnosis.MixesIdAndToken).Should().Be((false, false, false));
        diagnosis.Repaired.Should().Be(new PastedPair(id, new Secret(Token)));
    }

    [Fact]
    public void A_right_pair_is_never_repaired() => Gen.Select(Ids, Tokens).Sample((id, token) =>
    {
        var diagnosis = Examine(id, token);
        return diagnosis.Problems.Count == 0 && diagnosis.Repaired == new PastedPair(id, new Secret(token));
    });

    [Fact]
    public void What_is_repaired_is_right_afterwards() => Gen.Select(Gen.String[0, 60], Gen.String[0, 80]).Sample((id, token) =>
    {
        var repaired = Examine(id, token).Repaired;
        return !PasteDoctor.Examine(repaired.Id, repaired.Token).CanRepair;
    });

    [Fact]
    public void A_diagnosis_that_is_printed_shows_no_token() => $"{Examine("", $"Basic {Packed}")}".Should().NotContain(Token);

    [Theory]
    [InlineData(Id, false)]
    [InlineData("gifted-service", false)]
    [InlineData(Token, true)]
    [InlineData("SERVICE-202:abc", true)]
    public void A_text_that_may_be_a_token_is_not_kept_as_an_id(string text, bool mayBe) => PasteDoctor.MayHoldToken(text).Should().Be(mayBe);
}
