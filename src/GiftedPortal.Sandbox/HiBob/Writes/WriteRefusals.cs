namespace GiftedPortal.Sandbox.HiBob.Writes;

/// <summary>What writes that are refused are told. The forms differ from those of reads, and from each other, as they were seen to at Bob.</summary>
internal static class WriteRefusals
{
    /// <summary>The service user may not change this.</summary>
    public static IResult NoPermission(string what) =>
        Results.Json(new { errorMessage = $"No permissions to {what}" }, statusCode: StatusCodes.Status401Unauthorized);

    /// <summary>Something that must be there is not.</summary>
    public static IResult Missing(IEnumerable<string> paths) => Results.Json(
        new { errors = paths.ToDictionary(path => "/" + path.Replace('.', '/'), path => new { error = "MISSING_MANDATORY_FIELD", message = $"{path} is mandatory." }) },
        statusCode: StatusCodes.Status400BadRequest);

    /// <summary>A value that its list does not have.</summary>
    public static IResult NotInList(string field, string value, string list)
    {
        var message = $"{value} isn't valid in list {list}";
        return Results.Json(new { error = message, errors = new Dictionary<string, string> { [field] = message } }, statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>The list has that item.</summary>
    public static IResult AlreadyThere(string item) => Results.Json(new { key = "exception.list.item.exists", error = $"{item} exists already." }, statusCode: StatusCodes.Status409Conflict);
}

/// <summary>A write that is answered with a refusal.</summary>
internal sealed class RefusedWriteException(IResult answer) : Exception("The write is refused.")
{
    public IResult Answer { get; } = answer;
}
