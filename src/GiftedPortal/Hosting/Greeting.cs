using GiftedPortal.Data;

namespace GiftedPortal.Hosting;

/// <summary>Tells whoever started the portal where to go and as whom.</summary>
internal static class Greeting
{
    public static void Print(WebApplication app)
    {
        if (!SandboxHosting.IsEnabled(app.Configuration))
        {
            return;
        }

        var portal = app.Urls.First();
        var sandbox = SandboxHosting.Urls(app.Configuration);
        Console.WriteLine($"""

              Gifted Portal  {portal}
              Sandbox        {sandbox}/bob   (plays Bob: make the service user and tick permissions here)
              Database       {DatabaseSettings.Describe(app.Services.GetRequiredService<DatabaseOptions>())}

              1. Open {portal} and sign in as  dana@acme.example  (customer Acme, waiting at step 1)
              2. Approve as                          rita.reviewer@gifted.example
              3. Read the sync log as                olga.operator@gifted.example
              Others: omer@acme.example, lee@globex.example, sam.reviewer@, adam.auditor@, ada.admin@gifted.example

              Ctrl+C stops both.

            """);
    }
}
