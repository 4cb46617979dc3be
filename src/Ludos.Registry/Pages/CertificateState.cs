using Ludos.Registry.Catalogue;

namespace Ludos.Registry.Pages;

/// <summary>Whether a certificate counts, as a mark.</summary>
internal static class CertificateState
{
    public static Markup Of(CertificateRow certificate, bool isRevoked, DateTimeOffset now) =>
        isRevoked ? new Markup("<span class=\"pill bad\">revoked</span>")
        : now > certificate.NotAfter ? new Markup("<span class=\"pill warm\">expired</span>")
        : now < certificate.NotBefore ? new Markup("<span class=\"pill warm\">not yet valid</span>")
        : new Markup("<span class=\"pill good\">valid</span>");
}
