namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary>A fault and how many calls it has seen.</summary>
internal sealed class ActiveFault(Fault fault)
{
    private int _seen;

    public Fault Fault => fault;

    /// <summary>True once it has met all the calls that it was meant for.</summary>
    public bool IsOver => fault.Calls is { } calls && Volatile.Read(ref _seen) >= fault.Skip + calls;

    /// <summary>Counts a call of that endpoint; true where the call is to fail.</summary>
    public bool Meets(string endpoint)
    {
        if (!fault.Meets(endpoint))
            return false;
        var number = Interlocked.Increment(ref _seen);
        return number > fault.Skip && (fault.Calls is not { } calls || number <= fault.Skip + calls);
    }
}
