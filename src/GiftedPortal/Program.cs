using GiftedPortal.App;
using GiftedPortal.Hosting;
using GiftedPortal.Providers.HiBob;
using Microsoft.Extensions.Options;

if (CheckCommand.IsMeant(args))
{
    return await CheckCommand.RunAsync(args);
}

var builder = PortalEnvironment.CreateBuilder(args);
try
{
    var database = builder.AddPortalDatabase();
    builder.AddSignIn();
    builder.Services.AddFeatures(builder.Configuration);
    builder.Services.AddHiBob(builder.Configuration);
    builder.Services.AddPortalScheduler(database);
    builder.Services.AddPortalShell();
    builder.Services.AddHealth();
    SandboxHosting.AddTo(builder);

    await using var app = builder.Build();
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    await DatabaseMigration.MigrateAsync(app.Services, default);
    await DemonstrationData.AddAsync(app, default);

    app.UsePortalPipeline();
    app.MapHealth();
    app.MapSignIn();
    app.MapPortalShell();

    await app.StartAsync();
    Greeting.Print(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (StartupProblems.Of(exception) is { Count: > 0 } problems)
{
    return StartupProblems.Print(problems);
}
