using Npgsql;

namespace Identity.Peers.Storage;

/// <summary>PostgreSQL where a connection string for it is given; else SQLite.</summary>
internal static class PeopleServices
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("PostgreSql") is { } postgreSql)
        {
            builder.Services.AddSingleton(NpgsqlDataSource.Create(postgreSql));
            builder.Services.AddSingleton<IPeople, PostgreSqlPeople>();
        }
        else
        {
            builder.Services.AddSingleton<IPeople>(
                new SqlitePeople(builder.Configuration.GetConnectionString("Sqlite") ?? "Data Source=people.db"));
        }
    }
}
