using GiftedPortal.App;
using GiftedPortal.Features.Approval.Report;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.EvidencePacks;
using GiftedPortal.Features.Setup.Typing;
using GiftedPortal.Features.Sync.Log.Export;
using GiftedPortal.Hosting;
using GiftedPortal.Providers.HiBob;
using Microsoft.Extensions.Options;

if (CheckCommand.IsMeant(args))
{
    return await CheckCommand.RunAsync(args);
}

try
{
    var builder = PortalEnvironment.CreateBuilder(args);
    var started = false;
    // why it does not start is told below, in sentences; the host would add a stack trace
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", _ => started);

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
    app.MapTyping();
    app.MapAuditExport();
    app.MapEvidence();
    app.MapReport();
    app.MapRunExport();
    app.MapInvitations();
    app.MapViewing();
    app.MapPortalShell();

    await app.StartAsync();
    started = true;
    Greeting.Print(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (StartupProblems.Of(exception) is { Count: > 0 } problems)
{
    return StartupProblems.Print(problems);
}
