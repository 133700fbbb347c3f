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
    public SetupStep Resume => SetupRules.Resume(Guide, Finished);

    /// <summary>The company name as typed, else the proposal.</summary>
    public string CompanyName => Answers.GetValueOrDefault(SetupAnswers.CompanyName)
        ?? Connections.CompanyName.Propose(Connection.CustomerName, Connection.SyncedBefore);

    /// <summary>The service user's id as typed last, else as stored.</summary>
    public string ServiceUserId => Answers.GetValueOrDefault(SetupAnswers.ServiceUserId) ?? Connection.ServiceUserId ?? "";

    /// <summary>An answer that is a number of people; null when it was not given.</summary>
    public int? Number(string key) =>
        int.TryParse(Answers.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
