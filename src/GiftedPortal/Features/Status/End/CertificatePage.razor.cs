using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Status.End;

/// <summary>The certificate of what was erased when the customer's connection ended. Until it is issued the page follows by itself.</summary>
public sealed partial class CertificatePage : IDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _closing = new();
    private DataState<IReadOnlyList<Erasure>>? _data;
    private bool _complete;

    /// <summary>Number of an earlier certificate; null: the newest.</summary>
    [SupplyParameterFromQuery(Name = "number")] public string? Number { get; set; }

    [Inject] private ErasureService Erasures { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => _ = FollowAsync(_closing.Token);

    private async Task<IReadOnlyList<Erasure>> LoadAsync(CancellationToken cancellationToken)
    {
        var erasures = await Erasures.OfMemberAsync(await Current.GetAsync(), cancellationToken);
        _complete = erasures.All(erasure => erasure.CompletedAt is not null);
        return erasures;
    }

    private async Task FollowAsync(CancellationToken closed)
    {
        try
        {
            using var timer = new PeriodicTimer(Pulse, Clock);
            while (!_complete || _data is null)
            {
                await timer.WaitForNextTickAsync(closed);
                await InvokeAsync(() => _complete || closed.IsCancellationRequested ? Task.CompletedTask : _data!.ReloadAsync());
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // the page is closed
        }
    }

    // a kind that a later version erases is named by its key
    private string NameOf(string kind) => Text[$"Erased.{kind}"] is { ResourceNotFound: false } name ? name : kind;
}
