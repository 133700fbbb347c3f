using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /tasks</c>: what is still to do; <c>GET /tasks/people/{id}</c>: one person's tasks (https://apidocs.hibob.com/reference/tasks).
/// Everybody once had a contract to sign, and whoever has not started has a workplace to be prepared.</summary>
internal static class Tasks
{
    public static async Task<IResult> OpenAsync(HttpContext context)
    {
        var (tenant, access) = Caller.Of(context);
        return access.IsNone
            ? ApiResults.Forbidden()
            : await ApiStream.ReplyAsync(context, "tasks", tenant.People.All().Where(person => access.Of(person) is not null).SelectMany(Of).Where(task => !task.IsClosed), Write);
    }

    public static async Task<IResult> OfOneAsync(HttpContext context, string id, string? task_status)
    {
        var (tenant, access) = Caller.Of(context);
        if (tenant.People.FindById(id) is not { } person)
            return ApiResults.NotFound("There is no such employee.");
        return access.Of(person) is null
            ? ApiResults.Forbidden()
            : await ApiStream.ReplyAsync(context, "tasks", Of(person).Where(task => task_status is not ("open" or "closed") || task.IsClosed == (task_status == "closed")), Write);
    }

    private static IEnumerable<PersonTask> Of(Employee person)
    {
        yield return new(person, 1, "Sign the contract", person.StartDate.AddDays(-20), IsClosed: true);
        if (person.LifecycleStatus is LifecycleStatus.Hired)
            yield return new(person, 2, "Prepare the workplace", person.StartDate, IsClosed: false);
    }

    private static void Write(Utf8JsonWriter json, PersonTask task)
    {
        var due = task.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteStartObject();
        json.WriteNumber("id", (task.Person.Index * 10L) + task.Number);
        json.WritePropertyName("owner");
        new Values.PersonValue(task.Person.Manager ?? task.Person.Name).WriteTo(json);
        json.WritePropertyName("requestedFor");
        new Values.PersonValue(task.Person.Name).WriteTo(json);
        json.WriteString("title", task.Title);
        json.WriteString("due", due);
        json.WriteString("set", "Onboarding");
        json.WriteString("workflow", "Onboarding");
        json.WriteNumber("ordinalInWorkflow", task.Number);
        json.WriteNull("description");
        json.WriteString("status", task.IsClosed ? "closed" : "open");
        json.WriteString("completionDate", task.IsClosed ? due : null);
        json.WriteNumber("companyId", task.Person.Workforce.CompanyId);
        json.WriteEndObject();
    }

    private sealed record PersonTask(Employee Person, int Number, string Title, DateOnly Due, bool IsClosed);
}
