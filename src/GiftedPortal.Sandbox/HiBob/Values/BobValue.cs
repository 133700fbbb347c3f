using System.Globalization;
using System.Text.Json;

namespace GiftedPortal.Sandbox.HiBob.Values;

/// <summary>A value in one of Bob's types: how the machine format writes it, and what people read
/// (https://apidocs.hibob.com/docs/people-read-api-contract).</summary>
internal abstract record BobValue
{
    /// <summary>The machine format.</summary>
    public abstract void WriteTo(Utf8JsonWriter json);

    /// <summary>The readable format, which is always text.</summary>
    public abstract string Readable { get; }
}

internal sealed record TextValue(string Text) : BobValue
{
    public override string Readable => Text;

    public override void WriteTo(Utf8JsonWriter json) => json.WriteStringValue(Text);
}

internal sealed record NumberValue(decimal Number) : BobValue
{
    public override string Readable => Number.ToString(CultureInfo.InvariantCulture);

    public override void WriteTo(Utf8JsonWriter json) => json.WriteNumberValue(Number);
}

internal sealed record FlagValue(bool Flag) : BobValue
{
    public override string Readable => Flag ? "Yes" : "No";

    public override void WriteTo(Utf8JsonWriter json) => json.WriteBooleanValue(Flag);
}

internal sealed record DateValue(DateOnly Date) : BobValue
{
    public override string Readable => Date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public override void WriteTo(Utf8JsonWriter json) => json.WriteStringValue(Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>What an API call wrote into a field whose type this double does not look into.</summary>
internal sealed record WrittenValue(string Json) : BobValue
{
    public override string Readable => Json.Trim('"');

    public override void WriteTo(Utf8JsonWriter json) => json.WriteRawValue(Json);
}

/// <summary>Month and day, without a year.</summary>
internal sealed record ShortDateValue(DateOnly Date) : BobValue
{
    public override string Readable => Date.ToString("dd/MM", CultureInfo.InvariantCulture);

    public override void WriteTo(Utf8JsonWriter json) => json.WriteStringValue(Date.ToString("MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>A moment, which Bob writes without a zone.</summary>
internal sealed record TimestampValue(DateTime Moment) : BobValue
{
    public override string Readable => Moment.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    public override void WriteTo(Utf8JsonWriter json) =>
        json.WriteStringValue(Moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
}
