using System.Globalization;
using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup;

/// <summary>Everything that the wizard draws.</summary>
/// <param name="Connection">The connection being set up.</param>
/// <param name="Guide">The steps.</param>
/// <param name="Finished">Slugs of the finished steps.</param>
/// <param name="Answers">What was typed or chosen, by key of <see cref="SetupAnswers"/>.</param>
public sealed record SetupState(
    ConnectionSummary Connection,
    SetupGuide Guide,
    IReadOnlySet<string> Finished,
    IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>Where the customer goes on: the first step that is not finished, else the last one.</summary>
    public SetupStep Resume => Guide.Steps.FirstOrDefault(step => !Finished.Contains(step.Slug) && Changes.Any(item => item.Slug == step.Slug)) ?? SetupRules.Resume(Guide, Finished);

    /// <summary>What a reviewer asked to change, item by item; empty when nothing is asked.</summary>
    public IReadOnlyList<ChangeItem> Changes { get; init; } = [];

    /// <summary>The company synced with Gifted before: the portal knows it, or the customer says so.</summary>
    public bool SyncedBefore => Connection.SyncedBefore || Answers.GetValueOrDefault(SetupAnswers.SyncedBefore) == "yes";

    /// <summary>The company name as typed, else the proposal.</summary>
    public string CompanyName => Answers.GetValueOrDefault(SetupAnswers.CompanyName)
        ?? Connections.CompanyName.Propose(Connection.CustomerName, SyncedBefore);

    /// <summary>The service user's id as typed last, else as stored.</summary>
    public string ServiceUserId => Answers.GetValueOrDefault(SetupAnswers.ServiceUserId) ?? Connection.ServiceUserId ?? "";

    /// <summary>An answer that is a number of people, with or without marks between the thousands; null when it was not given, or is none.</summary>
    public int? Number(string key) => Answers.GetValueOrDefault(key) is { } answer
        && int.TryParse(string.Concat(answer.Where(character => !char.IsWhiteSpace(character) && !Marks.Contains(character))), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private const string Marks = ",.'\u2019\u200E\u200F";
}
