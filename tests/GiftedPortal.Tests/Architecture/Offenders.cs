namespace GiftedPortal.Tests.Architecture;

internal static class Offenders
{
    /// <summary>Fails with every offender, one a line, so that all can be put right at once.</summary>
    public static void ShouldBeNone(this IEnumerable<string?> offenders, string because = "") =>
        string.Join(Environment.NewLine, offenders.Distinct()).Should().BeEmpty(because);
}
