using GiftedPortal.Tests.Testing;

[assembly: TimeLimit(Seconds = 600)]
