using System.Text.Json;
using GiftedPortal.Providers.HiBob.Checks;

namespace GiftedPortal.Tests.Providers.HiBob;

public class TableRowsTests
{
    // written short in the cases below
    private static readonly (string Short, string Json)[] Pieces =
    [
        ("NOW", """{"id":2,"isCurrent":true,"title":"a","department":"b"}"""),
        ("THEN", """{"id":1,"isCurrent":false,"title":"a","department":null}"""),
        ("HIDES_VIEW", "\"restricted_columns\":{\"no_view_permission\":[\"fte\"]}"),
        ("HIDES_ONE", "\"restricted_columns\":{\"no_view_permission\":[],\"no_view_history_permission\":[\"department\"]}"),
        ("HIDES_ALL", "\"restricted_columns\":{\"no_view_history_permission\":[\"title\",\"department\"]}"),
    ];

    [Theory]
    [InlineData("Shown", """ "values":[THEN,NOW] """)]
    [InlineData("Shown", """ "values":[{"values":[THEN,NOW]}] """)]
    [InlineData("Shown", """ "values":{"values":[THEN,NOW]} """)]
    [InlineData("Shown", """ "values":[{"values":[NOW]},{"values":[THEN]}] """)]
    [InlineData("Shown", """ "values":[{"id":1},{"id":2}] """)]
    [InlineData("Shown", """ "values":[{},{}] """)]
    [InlineData("Shown", """ "values":[{"isCurrent":"false"}] """)]
    [InlineData("Shown", """ "values":[THEN],HIDES_VIEW """)]
    [InlineData("NothingToSee", """ "values":[NOW] """)]
    [InlineData("NothingToSee", """ "values":[{"id":1},{"id":1}] """)]
    [InlineData("NothingToSee", """ "values":[] """)]
    [InlineData("NothingToSee", """ "values":[null,7,"x"] """)]
    [InlineData("NothingToSee", """ "errors":[] """)]
    [InlineData("NothingToSee", """ "values":[{"values":[NOW],HIDES_VIEW}] """)]
    [InlineData("Partly", """ "values":[{"values":[THEN,NOW],HIDES_ONE}] """)]
    [InlineData("Partly", """ "values":[{"values":[NOW],HIDES_ONE}] """)]
    [InlineData("Partly", """ "values":[THEN],HIDES_ONE """)]
    [InlineData("Hidden", """ "values":[{"values":[NOW],HIDES_ALL}] """)]
    [InlineData("Hidden", """ "values":[{"values":[THEN,NOW],HIDES_ALL}] """)]
    public void One_employees_rows_tell(string view, string result) =>
        Read("""{"results":[{"employeeId":"1",""" + result + "}]}")!.History.ToString().Should().Be(view);

    [Fact]
    public void Two_people_with_the_same_row_id_have_one_row_each() =>
        Read("""{"results":[{"employeeId":"1","values":[NOW]},{"employeeId":2,"values":[NOW]}]}""")!.History.Should().Be(HistoryView.NothingToSee);

    [Fact]
    public void An_employee_whom_the_answer_lists_twice_is_one() =>
        Read("""{"results":[{"employeeId":"1","values":[{"id":1}]},{"employeeId":"1","values":[{"id":2}]}]}""")!.History.Should().Be(HistoryView.Shown);

    [Fact]
    public void One_employee_with_everything_visible_proves() =>
        Read("""{"results":[{"employeeId":"1","values":[NOW],HIDES_ALL},{"employeeId":"2","values":[THEN]}]}""")!.History.Should().Be(HistoryView.Shown);

    [Fact]
    public void Columns_restricted_for_the_whole_page_count_for_everybody() =>
        Read("""{"results":[{"employeeId":"1","values":[NOW]}],HIDES_ALL}""")!.History.Should().Be(HistoryView.Hidden);

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"results":{}}""")]
    public void Anything_else_is_no_page(string reply) => Read(reply).Should().BeNull();

    private static TableRows? Read(string reply)
    {
        using var json = JsonDocument.Parse(Pieces.Aggregate(reply, (text, piece) => text.Replace(piece.Short, piece.Json, StringComparison.Ordinal)));
        return TableRows.Read(json.RootElement, ["title", "department", "site"]);
    }
}
