using System.Text.Encodings.Web;
using System.Text.Json;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>How replies are written: names of people in their own letters, not as escapes.</summary>
internal static class ApiJson
{
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
