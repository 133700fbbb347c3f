using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Tests.Architecture;

public sealed class AuthorizationTests
{
    [Fact]
    public void Every_page_names_a_policy_or_is_open_on_purpose() =>
        PortalTypes.Components
            .Where(type => type.GetCustomAttributes<RouteAttribute>(inherit: false).Any())
            .Where(type => !IsOpen(type) && !NamesPolicy(type))
            .Select(type => type.FullName).ShouldBeNone("every page carries [Authorize(Policy = …)] or [AllowAnonymous]");

    private static bool IsOpen(Type page) => page.GetCustomAttribute<AllowAnonymousAttribute>() is not null;

    private static bool NamesPolicy(Type page) =>
        page.GetCustomAttributes<AuthorizeAttribute>().Any(attribute => !string.IsNullOrEmpty(attribute.Policy));
}
