namespace GiftedPortal.Tests.Testing;

public static class Cancellation
{
    /// <summary>Cancelled when the running test is.</summary>
    public static CancellationToken Stop => TestContext.Current.CancellationToken;
}
