using System.Globalization;
using GiftedPortal.Features.Audit.Retention;
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
    private string? _who;
    private string? _connection;
    private Guid? _customer;
    private DateOnly? _from;
    private DateOnly? _to;
    private bool _badConnection;

    /// <summary>Only actions that start so.</summary>
    [SupplyParameterFromQuery] public string? Action { get; set; }

    /// <summary>Only this connection; text that is no id finds nothing.</summary>
    [SupplyParameterFromQuery] public string? Connection { get; set; }

    /// <summary>Only actors whose name contains this.</summary>
    [SupplyParameterFromQuery] public string? Who { get; set; }

    /// <summary>Only this customer; text that is no id finds nothing.</summary>
    [SupplyParameterFromQuery] public string? Customer { get; set; }

    /// <summary>Only from this day on (UTC); text that is no day finds nothing.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>Only until the end of this day (UTC); text that is no day finds nothing.</summary>
    [SupplyParameterFromQuery] public string? To { get; set; }

    /// <summary>Only entries older than the one with this id.</summary>
    [SupplyParameterFromQuery] public string? Before { get; set; }

    [Inject] private AuditService Audit { get; set; } = null!;

    [Inject] private AuditRetention Retention { get; set; } = null!;

    [Inject] private CustomerService Customers { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<AuditText> Text { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet() =>
        (_action, _who, _connection, _customer, _from, _to, _badConnection) = (Action, Who, Connection, Read<Guid>(Customer), Read<DateOnly>(From), Read<DateOnly>(To), IsBad<Guid>(Connection));

    private bool IsFiltered => Action is not null || Who is not null || Connection is not null || Customer is not null || From is not null || To is not null;

    private async Task<IReadOnlyList<AuditEntry>> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = await Current.GetAsync();
        var entries = Asked is { } query ? await Audit.ListAsync(query, actor, cancellationToken) : [];
        _customers = (await Customers.ListAsync(actor, cancellationToken)).ToDictionary(customer => customer.Id, customer => customer.Name);
        return entries;
    }

    // null: something in the address is not what it should be, and without that filter more would be shown than was asked for
    private AuditQuery? Asked => IsBad<Guid>(Connection) || IsBad<Guid>(Customer) || IsBad<DateOnly>(From) || IsBad<DateOnly>(To) || IsBad<long>(Before)
        ? null
        : new AuditQuery(Read<Guid>(Connection), Action, Read<long>(Before), PageSize) { Who = Who, CustomerId = Read<Guid>(Customer), From = Read<DateOnly>(From), To = Read<DateOnly>(To) };

    private void Search()
    {
        var connection = string.IsNullOrWhiteSpace(_connection) ? null : _connection.Trim();
        _badConnection = IsBad<Guid>(connection);
        if (!_badConnection)
        {
            Navigation.NavigateTo(Address(PortalUrls.Audit, Given(_action), Given(_who), connection, $"{_customer}", Iso(_from), Iso(_to), null));
        }
    }

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    // this page's filters, at another place in the list or as a file
    private string Address(string path, long? before) => Address(path, Action, Who, Connection, Customer, From, To, before?.ToString(CultureInfo.InvariantCulture));

    private string Address(string path, string? action, string? who, string? connection, string? customer, string? from, string? to, string? before) =>
        Navigation.GetUriWithQueryParameters(path, new Dictionary<string, object?>
        {
            ["action"] = action,
            ["who"] = who,
            ["connection"] = connection,
            ["customer"] = Given(customer),
            ["from"] = from,
            ["to"] = to,
            ["before"] = before,
        });

    private string? CustomerOf(AuditEntry entry) => entry.CustomerId is { } id ? _customers.GetValueOrDefault(id) : null;

    private static string? Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static T? Read<T>(string? text)
        where T : struct, IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static bool IsBad<T>(string? text)
        where T : struct, IParsable<T> => text is not null && Read<T>(text) is null;
}
