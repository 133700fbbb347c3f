namespace GiftedPortal.Hosting;

/// <summary>Carries the validators of settings that are read before services exist, so that all wrong settings are told at once.</summary>
internal sealed class StartupSettings;
