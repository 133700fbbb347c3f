using System.Globalization;

namespace GiftedPortal.Ui;

/// <summary>
/// Holds a callback to the language of the circuit that hands it over. News that another circuit or a job brings are otherwise
/// drawn in the language of the other: Blazor lets the culture flow in with whoever calls.
/// </summary>
public static class ViewerCulture
{
    /// <summary>The same callback, called in the culture in which this method is called.</summary>
    public static Action Keep(Action callback)
    {
        var told = Keep<object?>(_ => callback());
        return () => told(null);
    }

    /// <summary>The same for a callback that is told what happened.</summary>
    public static Action<T> Keep<T>(Action<T> callback)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        return news =>
        {
            var (callersCulture, callersWords) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
            try
            {
                callback(news);
            }
            finally
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (callersCulture, callersWords);
            }
        };
    }

    /// <summary>Reads texts in another language than that of the moment; a localizer knows no other way to be told one.</summary>
    /// <param name="language">Such as <c>he</c>.</param>
    /// <param name="read">Awaits nothing.</param>
    public static T In<T>(string language, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
