namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Marks a route as a call of Bob's public API, as opposed to a page of its web app.</summary>
/// <param name="Name">What its rate limit is counted by.</param>
/// <param name="PerMinute">How many calls a minute it takes from one caller. Bob publishes 50 for people search
/// (https://apidocs.hibob.com/reference/rate-limiting); where it publishes none, 50 stands in.</param>
internal sealed record ApiEndpoint(string Name, int PerMinute = 50);
