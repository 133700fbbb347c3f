using System.Runtime.CompilerServices;
using Bunit;

namespace GiftedPortal.Tests.Testing;

internal static class Patience
{
    // a machine that is busy with something else is slow, not wrong
    [ModuleInitializer]
    internal static void BePatient() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
