namespace GiftedPortal.Tests.Sandbox.Book;

/// <summary>Names the rules of <see cref="RuleBook"/> that a test holds the sandbox to.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}
