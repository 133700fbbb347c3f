namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>A section of Bob's employee profile, which is also the unit of permission.</summary>
/// <param name="Id">Stays when the category is renamed.</param>
/// <param name="Name">What the company calls it on its screens.</param>
public sealed record Category(string Id, string Name)
{
    /// <summary>True where Bob keeps earlier rows of the section and offers a permission to see them.</summary>
    public bool HasHistory => Id is "work" or "address" or "employment" or "lifecycle" or "payroll";
}
