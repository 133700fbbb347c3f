namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>An office.</summary>
internal sealed record Site(int Id, string Name, Country Country, string Line1, string City, string? State, string PostCode)
{
    public static IReadOnlyList<Site> World { get; } =
    [
        new(2510068, "Tel Aviv", Countries.Israel, "28 HaArba'a Street", "Tel Aviv", null, "6473925"),
        new(2510069, "London", Countries.Kingdom, "40 Finsbury Square", "London", null, "EC2A 1PX"),
        new(2510070, "New York", Countries.States, "200 Park Avenue South", "New York", "NY", "10003"),
        new(2510071, "Berlin", Countries.Germany, "Rosenthaler Straße 43", "Berlin", null, "10178"),
        new(2510072, "Tokyo", Countries.Japan, "神南1丁目12", "東京都渋谷区", null, "150-0041"),
        new(2510073, "Dubai", Countries.Emirates, "شارع الشيخ زايد 112", "دبي", null, ""),
        new(2510074, "Kyiv", Countries.Ukraine, "вул. Хрещатик, 22", "Київ", null, "01001"),
        new(2510075, "Shanghai", Countries.China, "南京西路1266号", "上海市", null, "200040"),
    ];
}
