namespace GiftedPortal.Tests.Sandbox.Book;

internal static partial class RuleBook
{
    private static IEnumerable<Rule> Search =>
    [
        new("search.fields-400", "At most 400 fields can be asked for.", Contract),
        new("search.default-fields", "Without fields, a default set of root, about, employment and work comes, as far as permitted.", SearchPage),
        new("search.no-custom-default", "A company's own fields are never in the default set.", SearchPage),
        new("search.one-filter", "At most one filter, on root.id or root.email, with equals and some values; anything else is 400.", Contract),
        new("search.empty-filters", "An empty list of filters may be 400.", SearchPage),
        new("search.inactive-default", "showInactive is false where it is left out.", SearchPage),
        new("search.readable", "humanReadable is nothing, APPEND or REPLACE; any other value reads as nothing.", SearchPage),
        new("search.no-paging", "One reply has everybody, without pages and without cutting.", Contract),
        new("search.no-changed-since", "Nobody can be asked for by the time of a change.", SearchPage),
        new("search.one-person", "One person is found by id or work e-mail, and comes as a bare object.", Docs + "reference/post_people-identifier"),
        new("search.one-inactive", "One person is found although inactive.", Recorded),
        new("search.one-unknown", "One person who does not exist: 404.", Recorded),
        new("search.batches", "Many people can be asked for by id in one call.", Contract),
    ];

    private static IEnumerable<Rule> Records =>
    [
        new("record.both-forms", "A value stands under a flat slash key and in nested objects.", SearchPage),
        new("record.empty", "A permitted field without a value has a nested null and no slash key.", Recorded),
        new("record.root", "Basic info stands at the top level, as its jsonPath says.", Recorded),
        new("record.append", "APPEND adds a node of the same nesting that holds text only.", Lists),
        new("record.replace", "REPLACE makes everything text, dates in the caller's own format.", Lists),
        new("record.objects-are-no-categories", "The top-level objects of a record are not the permission categories.", Recorded),
        new("record.employee-object", "The object employee comes when employee.* is asked for, and wraps nothing.", Recorded),
        new("record.custom-field", "A company's own field is <category>.custom.field_<digits>.", SearchPage),
        new("record.custom-column", "A company's own column is <table>.customColumns.column_<digits>.", SearchPage),
        new("record.one-object", "A person is one object with all fields.", Recorded),
        new("record.date", "A date is yyyy-MM-dd.", SearchPage),
        new("record.short-date", "A short date is MM-dd.", SearchPage),
        new("record.timestamp", "A moment has no zone and microseconds.", SearchPage),
        new("record.period", "A period is an object of an ISO text, a number to sort by, and words.", SearchPage),
        new("record.reference", "A person in another's record is an id, or an object of id and names.", SearchPage),
        new("record.list", "An item is its id, which is the label in built-in lists and a number for sites.", Recorded),
        new("record.multi-list", "Several items are an array of ids, empty where there is none.", SearchPage),
    ];

    private static IEnumerable<Rule> People =>
    [
        new("people.not-permitted", "A field that is not permitted has no key.", Contract),
        new("people.unknown-field", "Nor has a field that does not exist.", Contract),
        new("people.outside", "Somebody outside the audience is not in the list.", Contract),
        new("people.nobody", "A service user without a group or an audience gets 403.", SearchPage),
        new("people.inactive", "People who have not started or who left are inactive and need showInactive.", SearchPage),
        new("people.inactive-audience", "And the audience has to have them.", SearchPage),
        new("people.plain-audience", "The plain choice of an audience is everybody who is employed.", "https://help.hibob.com/hc/en-us/articles/4409776408209"),
        new("people.two-statuses", "internal.status is Active or Inactive; internal.lifecycleStatus says where in working life somebody is.", Docs + "reference/get_people-id-lifecycle"),
        new("people.own-status", "A company can have lifecycle statuses of its own.", Docs + "reference/get_people-id-lifecycle"),
        new("people.last-day", "The end of the contract and the last day at work may differ.", Recorded),
        new("people.large-reply", "A very large company gives one very large reply.", Contract),
        new("people.lag", "Reads may show what was there before a write for up to 20 seconds.", Contract),
    ];

    private static IEnumerable<Rule> Metadata =>
    [
        new("metadata.no-permission", "The fields metadata needs valid credentials and no permission.", Fields),
        new("metadata.array", "It is a plain array of every field.", Fields),
        new("metadata.keys", "A field has these ten keys.", Fields),
        new("metadata.category", "category is still there beside categoryId.", Fields),
        new("metadata.list-id", "typeData.listId names a named list.", Fields),
        new("metadata.historical", "A column of an effective-dated table is historical.", Fields),
        new("metadata.types", "Types are Bob's own names.", Fields),
        new("metadata.no-flags", "Nothing says that a field is calculated, sensitive or permitted.", Recorded),
        new("metadata.renamed", "A category can be renamed; its id stays.", Categories),
        new("metadata.moved", "A field can be moved; its id stays, and its permission is that of the new category.", Categories),
        new("metadata.own-category", "A company's own category is category_<digits>.", Categories),
        new("metadata.names-differ", "The names of categories differ from company to company.", Recorded),
        new("metadata.size", "A company that changed nothing has 239 fields in 20 categories.", Recorded),
        new("metadata.counts", "So many fields are in each category.", Recorded),
        new("metadata.contact-ids", "Private contact is home.privatePhone and home.privateEmail; Skype and Slack are contact at work.", Recorded),
    ];
}
