namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Marks the texts of the Bob-like console. Bob's own labels among them are quoted exactly.</summary>
public sealed class ConsoleText;
