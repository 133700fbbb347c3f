using Npgsql;

namespace GiftedPortal.EndToEndTests.Testing;

public sealed class PostgresServerTests(PostgresServer postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_database_is_empty_and_its_own()
    {
        var one = await postgres.CreateDatabaseAsync(cancellationToken: Cancelled);
        var other = await postgres.CreateDatabaseAsync(cancellationToken: Cancelled);

        await ExecuteAsync(one, "CREATE TABLE person (name text)");

        (await TablesAsync(one)).Should().Be(1);
        (await TablesAsync(other)).Should().Be(0);
    }

    [Fact]
    public async Task A_database_made_from_a_template_has_its_rows_and_leaves_it_alone()
    {
        var template = await postgres.CreateDatabaseAsync(cancellationToken: Cancelled);
        await ExecuteAsync(template, "CREATE TABLE person (name text); INSERT INTO person VALUES ('Dana')");

        var copy = await postgres.CreateDatabaseAsync(template, Cancelled);
        await ExecuteAsync(copy, "INSERT INTO person VALUES ('Omer')");

        (await ScalarAsync(copy, "SELECT count(*) FROM person")).Should().Be(2);
        (await ScalarAsync(template, "SELECT count(*) FROM person")).Should().Be(1);
    }

    [Fact]
    public async Task A_server_that_is_done_leaves_no_folder_and_no_process()
    {
        string connection;
        await using (var server = new PostgresServer())
        {
            connection = await server.CreateDatabaseAsync(cancellationToken: Cancelled);
            await ScalarAsync(connection, "SELECT 1");
        }

        var folder = new NpgsqlConnectionStringBuilder(connection).Host!;
        Directory.Exists(folder).Should().BeFalse();
        await FluentActions.Awaiting(() => ScalarAsync(connection, "SELECT 1")).Should().ThrowAsync<NpgsqlException>();
    }

    [Fact]
    public void A_lone_program_without_its_companions_is_no_installation()
    {
        var folder = Directory.CreateTempSubdirectory("gifted-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "postgres"), "");
            FluentActions.Invoking(() => PostgresInstallation.Find([folder.FullName]))
                .Should().Throw<InvalidOperationException>().WithMessage("*install the package postgresql.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<long> TablesAsync(string connection) =>
        ScalarAsync(connection, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'");

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private static async Task<long> ScalarAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancelled), System.Globalization.CultureInfo.InvariantCulture);
    }
}
