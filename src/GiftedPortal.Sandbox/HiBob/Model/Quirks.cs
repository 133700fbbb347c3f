namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>How a company's Bob behaves where Bob's documentation leaves it open, or where companies were seen to differ. A caller has to live
/// with both ways. Everything is off in a company that nobody changed.</summary>
public sealed record Quirks
{
    /// <summary>The fields metadata comes as <c>{"fields":[…]}</c> instead of a plain array.</summary>
    public bool MetadataInObject { get; init; }

    /// <summary>Each person's rows in a bulk reply stand in a <c>{"values":[…]}</c> wrapper, also where no column is restricted.</summary>
    public bool RowsInWrapper { get; init; }

    /// <summary>A page of a bulk reply names the next one as <c>cursor</c> instead of <c>next_cursor</c>.</summary>
    public bool CursorWithoutNext { get; init; }

    /// <summary>A service user who may see nobody gets an empty list from people search instead of 403.</summary>
    public bool EmptyAudienceIsEmptyList { get; init; }

    /// <summary>An employee's id is shown although Basic info is not permitted.</summary>
    public bool IdWithoutBasicInfo { get; init; }

    /// <summary>The work e-mail address needs the Email line; Basic info does not open it.</summary>
    public bool EmailNeedsEmailLine { get; init; }

    /// <summary><c>"filters": []</c> means everybody instead of 400.</summary>
    public bool EmptyFiltersAllowed { get; init; }

    /// <summary>All named lists come as an object whose keys are their names instead of an array.</summary>
    public bool NamedListsByName { get; init; }

    /// <summary>An address under <c>/v1</c> that the API does not know gets 404 with JSON instead of the web app's page with 200.</summary>
    public bool UnknownPathIsNotFound { get; init; }
}
