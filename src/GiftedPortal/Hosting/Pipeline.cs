using GiftedPortal.Ui;

namespace GiftedPortal.Hosting;

/// <summary>What each request passes through, in order.</summary>
internal static class Pipeline
{
    public static void UsePortalPipeline(this WebApplication app)
    {
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler(PortalUrls.Error, createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseStatusCodePagesWithReExecute(PortalUrls.NotFound, createScopeForStatusCodePages: true);
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
