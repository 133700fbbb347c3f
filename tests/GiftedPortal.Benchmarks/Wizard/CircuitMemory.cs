namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>What one more open circuit costs in live memory: ours in the wizard against the template's counter.</summary>
internal static class CircuitMemory
{
    private const int WarmUp = 32; // every step twice: what is read or compiled once and kept for all is nobody's cost
    private const int Circuits = 50;
    private const double Limit = 1.5;

    public static async Task RunAsync(Table table, Published published, int runs)
    {
        var (ours, template) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            ours.Add(await OfPortalAsync(published));
            template.Add(await OfTemplateAsync(published));
        }

        table.Add($"live memory of a wizard's circuit against the SDK template's, {Circuits} circuits", Table.Median(ours), Table.Median(template), "kB", Limit);
        Table.Spread("of the wizard's circuit", ours, "kB");
        Table.Spread("of the template's circuit", template, "kB");
    }

    private static async Task<double> OfPortalAsync(Published published)
    {
        await using var portal = await published.StartPortalAsync(WebProcess.ScarceMemory);
        await using var chromium = await Chromium.StartAsync();
        var lee = await chromium.SignInAsync(portal, "lee@globex.example");
        return await PerCircuitAsync(portal, count => lee.OpenWizardAsync(portal, count));
    }

    private static async Task<double> OfTemplateAsync(Published published)
    {
        await using var template = await published.StartTemplateAsync();
        await using var chromium = await Chromium.StartAsync();
        var person = await chromium.NewPersonAsync();
        return await PerCircuitAsync(template, count => person.OpenCounterAsync(template, count));
    }

    private static async Task<double> PerCircuitAsync(WebProcess program, Func<int, Task> openAsync)
    {
        await openAsync(WarmUp);
        var before = await program.LiveBytesAsync();
        await openAsync(Circuits);
        return (await program.LiveBytesAsync() - before) / Circuits / 1024;
    }
}
