using GiftedPortal.Features.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections;

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.ToTable("Connections");
        builder.Property(connection => connection.Provider).HasMaxLength(40);
        builder.Property(connection => connection.Environment).HasMaxLength(100);
        builder.Property(connection => connection.CompanyName).HasMaxLength(CompanyName.Longest);
        builder.Property(connection => connection.CompanyNameKey).HasMaxLength(CompanyKey.LongestStart);
        builder.Property(connection => connection.ServiceUserKey).HasMaxLength(Credentials.CredentialService.LongestId);
        builder.Property(connection => connection.ServiceUserId).HasMaxLength(Credentials.CredentialService.LongestId);
        builder.Property(connection => connection.AccountId).HasMaxLength(60);
        builder.Property(connection => connection.SubmittedById).HasMaxLength(200);
        // a token too: whoever takes over a review is the only one who does, and the former reviewer's decision is refused
        builder.Property(connection => connection.ReviewerId).HasMaxLength(200).IsConcurrencyToken();
        builder.Property(connection => connection.ReviewerName).HasMaxLength(300);
        builder.Property(connection => connection.ReviewerEmail).HasMaxLength(254);
        builder.Property(connection => connection.ReviewerLanguage).HasMaxLength(10);
        builder.Property(connection => connection.Status).IsConcurrencyToken();
        builder.HasOne<Customer>().WithMany().HasForeignKey(connection => connection.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(connection => connection.Events).WithOne().HasForeignKey(one => one.ConnectionId);
        // the queue's order
        builder.HasIndex(connection => new { connection.Status, connection.DueAt, connection.Id });
        // by which duplicates are found, however many connections there are
        builder.HasIndex(connection => connection.CompanyNameKey);
        builder.HasIndex(connection => connection.ServiceUserKey);
        builder.HasIndex(connection => connection.AccountId);
        // one connection of a customer to a provider, not counting ended ones; two tabs that open the set-up at once make one
        builder.HasIndex(connection => new { connection.CustomerId, connection.Provider }).IsUnique().HasFilter("\"Status\" <> 'Disconnected'");
    }
}

internal sealed class ConnectionEventConfiguration : IEntityTypeConfiguration<ConnectionEvent>
{
    public void Configure(EntityTypeBuilder<ConnectionEvent> builder)
    {
        builder.ToTable("ConnectionEvents");
        builder.Property(one => one.ActorId).HasMaxLength(200);
        builder.Property(one => one.ActorName).HasMaxLength(300);
    }
}
