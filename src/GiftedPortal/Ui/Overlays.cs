namespace GiftedPortal.Ui;

/// <summary>
/// Whether a circuit needs the hosts of MudBlazor's dialogs, menus and messages. Most customers' circuits never do, and are a tenth smaller without;
/// a component that opens one says so when it is made.
/// </summary>
public sealed class Overlays
{
    /// <summary>Somebody needs them.</summary>
    public bool Wanted { get; private set; }

    /// <summary>Raised once, when <see cref="Wanted"/> becomes true.</summary>
    public event Action? Changed;

    /// <summary>Brings the hosts in, for the rest of the circuit's life.</summary>
    public void Want()
    {
        if (Wanted) return;
        Wanted = true;
        Changed?.Invoke();
    }
}
