using System.Globalization;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Audit;

/// <summary>Who did what, when. Filters and place live in the address.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 100;

    private Dictionary<Guid, string> _customers = [];
    private string? _action;
    private string? _connection;
    private bool _badConnection;

    /// <summary>Only actions that start so.</summary>
    [SupplyParameterFromQuery] public string? Action { get; set; }

    /// <summary>Only this connection; text that is no id finds nothing.</summary>
    [SupplyParameterFromQuery] public string? Connection { get; set; }

    /// <summary>Only entries older than the one with this id.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    [Inject] private AuditService Audit { get; set; } = null!;

    [Inject] private CustomerService Customers { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<AuditText> Text { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet() => (_action, _connection, _badConnection) = (Action, Connection, IsBad(Connection));

    private async Task<IReadOnlyList<AuditEntry>> LoadAsync(CancellationToken cancellationToken)
    {
        if (IsBad(Connection))
        {
            return [];
        }

        var actor = await Current.GetAsync();
        Guid? connection = Connection is null ? null : Guid.Parse(Connection);
        var entries = await Audit.ListAsync(new AuditQuery(connection, Action, Before, PageSize), actor, cancellationToken);
        _customers = (await Customers.ListAsync(actor, cancellationToken)).ToDictionary(customer => customer.Id, customer => customer.Name);
        return entries;
    }

    private void Search()
    {
        var connection = string.IsNullOrWhiteSpace(_connection) ? null : _connection.Trim();
        _badConnection = IsBad(connection);
        if (!_badConnection)
        {
            Navigation.NavigateTo(Address(string.IsNullOrWhiteSpace(_action) ? null : _action.Trim(), connection, null));
        }
    }

    private string Address(string? action, string? connection, long? before) => Navigation.GetUriWithQueryParameters(
        PortalUrls.Audit,
        new Dictionary<string, object?> { ["action"] = action, ["connection"] = connection, ["before"] = before?.ToString(CultureInfo.InvariantCulture) });

    private string? CustomerOf(AuditEntry entry) => entry.CustomerId is { } id ? _customers.GetValueOrDefault(id) : null;

    private static bool IsBad(string? connection) => connection is not null && !Guid.TryParse(connection, out _);
}
