using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>What every check works with.</summary>
internal sealed record CheckTools(
    HiBobClient Client, AcceptedCredentials Accepted, IFailedCallBudget Budget, CallGuard Guard, ICallNotes Notes, TimeProvider Time);
