using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.Components.Routing;

namespace GiftedPortal.Features.Setup.StepKinds;

/// <summary>
/// The id is saved as it is typed, the token only when the customer says so. What was typed stays in its field until it is stored.
/// </summary>
public sealed partial class CredentialsForm
{
    private string _id = "";
    private string _token = "";
    private string? _result;
    private string? _resultWord;
    private bool _good;
    private bool _checking;
    private bool _replacing;
    private bool _warned;

    // a stored token belongs to the id it was stored with: another id needs its own
    private bool IsSaved => View.State.Connection.HasToken && !_replacing && (_id ?? "").Trim() == View.State.Connection.ServiceUserId;

    /// <inheritdoc />
    protected override void OnInitialized() => _id = View.State.ServiceUserId;

    private async Task SaveIdAsync(string? id)
    {
        _id = id ?? "";
        (_result, _resultWord) = (null, null);
        await AnswerAsync(SetupAnswers.ServiceUserId, _id.Trim());
    }

    private async Task CheckAsync()
    {
        if (_checking) return;
        _checking = true;
        try
        {
            var actor = await Current.GetAsync();
            var (refusal, check) = IsSaved
                ? (null, await Setup.CheckCredentialsAsync(actor, default))
                : await Setup.SaveCredentialsAsync(_id, new Secret(_token ?? ""), actor, default);
            Show(refusal, check);
        }
        finally
        {
            _checking = false;
        }

        await Changed.InvokeAsync();
    }

    private void Show(ConnectionRefusal? refusal, CredentialCheck? check)
    {
        if (refusal is null && check is not null)
        {
            (_id, _token, _replacing, _warned) = (_id.Trim(), "", false, false);
        }

        Problem = refusal is null ? null : Say(refusal);
        _result = check is null ? null : Text.Of(check, View.ProviderName, Zone);
        _good = check is { Accepted: true };
        _resultWord = refusal?.GetType().Name ?? (_good ? "Accepted" : check?.Failure?.Kind.ToString());
    }

    private void KeepTyped(LocationChangingContext context)
    {
        if (string.IsNullOrEmpty(_token) || _warned) return;
        context.PreventNavigation();
        _warned = true;
        (Problem, _good) = (Text["Token.NotSaved"], false);
        StateHasChanged();
    }
}
