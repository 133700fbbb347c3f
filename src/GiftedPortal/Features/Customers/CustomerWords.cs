using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Customers;

/// <summary>Refusals about customers as people read them.</summary>
internal static class CustomerWords
{
    public static string Sentence(this IStringLocalizer<CustomerText> text, CustomerRefusal refusal) => refusal switch
    {
        CustomerRefusal.BadName => text["Refusal.BadName", CustomerService.LongestName],
        _ => text[$"Refusal.{refusal}"],
    };
}
