using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Customers;

public abstract class MemberDirectoryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly TestPortal _portal = new(database.Contexts);
    private readonly string _email = $"{Guid.NewGuid():N}@company.test";

    private MemberDirectory Members => _portal.Get<MemberDirectory>();

    [Fact]
    public async Task An_invited_address_finds_its_customer_and_is_bound_to_the_first_subject()
    {
        await AddAsync();

        var customer = await Members.SignInAsync($"first-{_email}", _email.ToUpperInvariant(), Stop);

        customer.Should().NotBeNull();
        (await Members.SignInAsync($"first-{_email}", null, Stop)).Should().Be(customer);
        (await Members.SignInAsync($"second-{_email}", _email, Stop)).Should().BeNull("the address belongs to the first subject now");
        (await Members.IsMemberAsync($"first-{_email}", customer!.Value, Stop)).Should().BeTrue();
        (await Members.IsMemberAsync($"second-{_email}", customer.Value, Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task An_address_that_the_provider_did_not_verify_finds_nobody()
    {
        await AddAsync();

        (await Members.SignInAsync($"subject-{_email}", null, Stop)).Should().BeNull();
    }

    [Theory]
    [InlineData("", "a@b.test", CustomerRefusal.BadName)]
    [InlineData("Name", "not an address", CustomerRefusal.BadEmail)]
    [InlineData("Name", "Mia <mia@b.test>", CustomerRefusal.BadEmail)]
    public async Task Bad_customers_are_refused(string name, string email, CustomerRefusal expected) =>
        (await _portal.Get<CustomerService>().AddAsync(new NewCustomer(name, false, email), TestPortal.Staff("Ada", StaffRoles.Admin), Stop)).Should().Be(expected);

    [Fact]
    public async Task A_taken_name_or_address_is_refused()
    {
        var name = await AddAsync();
        var admin = TestPortal.Staff("Ada", StaffRoles.Admin);

        (await _portal.Get<CustomerService>().AddAsync(new NewCustomer(name, false, "other@b.test"), admin, Stop)).Should().Be(CustomerRefusal.NameTaken);
        (await _portal.Get<CustomerService>().AddAsync(new NewCustomer($"{name} 2", false, _email), admin, Stop)).Should().Be(CustomerRefusal.EmailTaken);
    }

    [Fact]
    public async Task Who_is_removed_is_a_member_no_more_and_only_admins_remove()
    {
        await AddAsync();
        var customer = (await Members.SignInAsync($"subject-{_email}", _email, Stop))!.Value;
        var admin = TestPortal.Staff("Ada", StaffRoles.Admin);
        var row = (await _portal.Get<CustomerService>().ListAsync(admin, Stop)).Single(one => one.Id == customer).Members.Single();

        (await _portal.Get<CustomerService>().RemoveMemberAsync(row.Id, TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop)).Should().Be(CustomerRefusal.NotAllowed);
        (await Members.IsMemberAsync($"subject-{_email}", customer, Stop)).Should().BeTrue();
        (await _portal.Get<CustomerService>().RemoveMemberAsync(row.Id, admin, Stop)).Should().BeNull();

        (await Members.IsMemberAsync($"subject-{_email}", customer, Stop)).Should().BeFalse();
        (await _portal.Get<CustomerService>().RemoveMemberAsync(row.Id, admin, Stop)).Should().Be(CustomerRefusal.NotFound);
    }

    private async Task<string> AddAsync()
    {
        var name = $"Company of {_email}";
        var customer = Guid.NewGuid();
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        db.Add(new Customer { Id = customer, Name = name, CreatedAt = _portal.Time.GetUtcNow() });
        db.Add(new Member { Id = Guid.NewGuid(), CustomerId = customer, Email = _email });
        await db.SaveChangesAsync(Stop);
        return name;
    }
}

public sealed class MemberDirectoryOnSqliteTests(SqliteDatabase database) : MemberDirectoryTests<SqliteDatabase>(database);
