using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Customers;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("Customers");
        builder.Property(customer => customer.Name).HasMaxLength(CustomerService.LongestName);
        builder.Property(customer => customer.NameKey).HasMaxLength(CompanyKey.LongestStart);
        builder.HasIndex(customer => customer.NameKey);
        builder.HasMany(customer => customer.Members).WithOne().HasForeignKey(member => member.CustomerId);
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("Members");
        builder.Property(member => member.Email).HasMaxLength(CustomerService.LongestEmail);
        builder.Property(member => member.Subject).HasMaxLength(200);
        builder.Property(member => member.Language).HasMaxLength(10);
        builder.HasIndex(member => member.Email).IsUnique();
        builder.HasIndex(member => member.Subject).IsUnique();
    }
}
