using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Customers.Invitations;

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.Property(invitation => invitation.Email).HasMaxLength(CustomerService.LongestEmail);
        builder.Property(invitation => invitation.InvitedBy).HasMaxLength(300);
        builder.Property(invitation => invitation.Note).HasMaxLength(InvitationService.LongestNote);
        builder.Property(invitation => invitation.Path).HasMaxLength(200);
        builder.Property(invitation => invitation.SentAt).IsConcurrencyToken();
        builder.Property(invitation => invitation.AcceptedAt).IsConcurrencyToken();
        builder.Property(invitation => invitation.RevokedAt).IsConcurrencyToken();
        builder.Ignore(invitation => invitation.ExpiresAt);
        builder.Ignore(invitation => invitation.IsOpen);
        builder.HasIndex(invitation => invitation.Email);
        builder.HasOne<Customer>().WithMany().HasForeignKey(invitation => invitation.CustomerId);
        builder.HasMany(invitation => invitation.Openings).WithOne().HasForeignKey(opening => opening.InvitationId);
    }
}

internal sealed class InvitationCodeConfiguration : IEntityTypeConfiguration<InvitationCode>
{
    public void Configure(EntityTypeBuilder<InvitationCode> builder)
    {
        builder.ToTable("InvitationCodes");
        builder.HasKey(code => code.Hash);
        builder.Property(code => code.Hash).HasMaxLength(64);
        builder.HasOne<Invitation>().WithMany().HasForeignKey(code => code.InvitationId);
    }
}

internal sealed class InvitationOpeningConfiguration : IEntityTypeConfiguration<InvitationOpening>
{
    public void Configure(EntityTypeBuilder<InvitationOpening> builder)
    {
        builder.ToTable("InvitationOpenings");
        builder.HasKey(opening => new { opening.InvitationId, opening.Who });
        builder.Property(opening => opening.Who).HasMaxLength(CustomerService.LongestEmail);
    }
}
