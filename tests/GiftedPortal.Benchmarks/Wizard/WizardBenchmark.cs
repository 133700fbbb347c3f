namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>What a customer feels of the wizard, and what it costs to have fifty of them in it.</summary>
internal static class WizardBenchmark
{
    private const int MemoryRuns = 5;

    public static async Task RunAsync(Table table)
    {
        using var published = await Published.CreateAsync();
        await FirstPage.RunAsync(table, published);
        await PageChange.RunAsync(table, published);
        await CircuitMemory.RunAsync(table, published, MemoryRuns);
    }

    public static async Task ReconnectAsync(Table table)
    {
        using var published = await Published.CreateAsync();
        await Reconnecting.RunAsync(table, published);
    }
}
