using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Features.Sync;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.EndToEndTests.SyncKills;

/// <summary>A process that only syncs: it gets ready, waits for its order and makes one run after the other.</summary>
internal sealed class SyncingProcess
{
    // where it was ordered to be, it is in one of these
    private const int LaterRuns = 3;

    private readonly SyncBench _bench;
    private readonly Guid _connection;

    private SyncingProcess(IDbContextFactory<PortalDbContext> contexts, Guid connection, string keys) =>
        (_bench, _connection) = (new SyncBench(contexts, protection: DataProtectionProvider.Create(new DirectoryInfo(keys))), connection);

    /// <summary>Does what <see cref="SyncingNode"/> started this process for; false: it was started for something else.</summary>
    public static async Task<bool> RunIfMeantAsync()
    {
        if (Environment.GetEnvironmentVariable(SyncingNode.Gate) is not { } gate)
        {
            return false;
        }

        var database = new DatabaseOptions(
            Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable(SyncingNode.Provider)!), Environment.GetEnvironmentVariable(SyncingNode.Database)!);
        await using var services = new ServiceCollection().AddPortalDatabase(database).BuildServiceProvider();
        var process = new SyncingProcess(
            services.GetRequiredService<IDbContextFactory<PortalDbContext>>(),
            Guid.Parse(Environment.GetEnvironmentVariable(SyncingNode.Connection)!),
            Environment.GetEnvironmentVariable(SyncingNode.Keys)!);
        await process.ObeyAsync(int.Parse(gate, CultureInfo.InvariantCulture));
        return true;
    }

    private async Task ObeyAsync(int gate)
    {
        // what takes its time at first, such as EF's model
        await _bench.GoOnAsync(_connection);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, gate);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        var order = Order.Parse((await reader.ReadLineAsync())!);
        var moments = new Moments(order, writer.WriteLine);
        moments.Listen();
        await _bench.GoOnAsync(_connection);
        for (var run = 0; run <= order.Run + (order.Moment == 0 ? 0 : LaterRuns); run++)
        {
            await SyncAsync(moments, run);
        }

        await writer.WriteLineAsync(string.Join(' ', moments.Passed.Select(part => $"{part.Key}={part.Value}")));
        // a process that was to be killed waits for it
        await reader.ReadLineAsync();
    }

    private async Task SyncAsync(Moments moments, int number)
    {
        var complete = (await _bench.RunsAsync()).Count(run => run.Status == SyncRunStatus.Succeeded);
        _bench.Provider.People.Clear();
        _bench.Provider.People.AddRange(ChangingCompany.After(complete));
        _bench.Provider.BeforePerson = () => moments.Enter(Part.Reading);
        _bench.Provider.AfterPeople = _ =>
        {
            moments.Enter(Part.Completing);
            return Task.CompletedTask;
        };
        moments.Begin(number);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
        moments.Enter(Part.Between);
    }
}
