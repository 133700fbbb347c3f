using System.Data.Common;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>A row of the portal's table as wide as ours, filled with whatever texts come first.</summary>
internal sealed class FloorRow(Guid connectionId)
{
    private static readonly string[] Texts =
    [
        "FirstName", "Surname", "WorkEmail", "Birthday", "Site", "Department", "ManagerId", "Status", "AddressLine1", "AddressLine2", "City", "PostCode", "State", "Country",
        "PrivateEmail", "PrivatePhone", "FamilyStatus",
    ];

    public Guid ConnectionId => connectionId;

    public Guid Run { get; } = Guid.NewGuid();

    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static int TextCount => Texts.Length;

    public static string[] Names { get; } = ["ConnectionId", "PersonId", "Visible", "MissedRuns", "FirstSeenAt", "LastRunId", "ContentHash", .. Texts];

    public static string Columns => string.Join(", ", Names.Select(name => $"\"{name}\""));

    public void Fill(string id, List<string> texts, DbParameter[] parameters)
    {
        (parameters[0].Value, parameters[1].Value, parameters[2].Value, parameters[3].Value) = (connectionId, id, 1, 0);
        (parameters[4].Value, parameters[5].Value, parameters[6].Value) = (Now.UtcTicks, Run, Run);
        for (var text = 0; text < Texts.Length; text++)
            parameters[7 + text].Value = TextOf(texts, text);
    }

    public static object TextOf(List<string> texts, int text) => text < texts.Count ? texts[text] : DBNull.Value;
}
