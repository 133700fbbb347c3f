using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Tests.Architecture;

public sealed class AddressTests
{
    /// <summary>Blazor answers a number or an id that cannot be read with an error page, before the page can say anything.</summary>
    [Fact]
    public void Pages_take_text_from_their_address_and_read_it_themselves() =>
        PortalTypes.Components
            .Where(type => type.GetCustomAttributes<RouteAttribute>(inherit: false).Any())
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.IsDefined(typeof(SupplyParameterFromQueryAttribute)) && property.PropertyType != typeof(string))
            .Select(property => $"{property.DeclaringType!.FullName}.{property.Name}")
            .ShouldBeNone("an address may say anything");
}
