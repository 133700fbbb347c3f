using System.Collections.Immutable;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>A saved report: some fields of everybody (https://apidocs.hibob.com/reference/reports).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What the company calls it.</param>
/// <param name="FieldIds">Its columns, from left to right.</param>
/// <param name="SharedWith">The service users that may read it.</param>
public sealed record Report(long Id, string Name, ImmutableList<string> FieldIds, ImmutableHashSet<string> SharedWith);
