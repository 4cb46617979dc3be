namespace Ludos.Trust;

/// <summary>Media types of what is signed in envelopes. A signature made for one never passes as another.</summary>
public static class PayloadType
{
    public const string Statement = "application/vnd.ludos.statement.v1+json";
    public const string Certificate = "application/vnd.ludos.certificate.v1+json";
    public const string Revocations = "application/vnd.ludos.revocations.v1+json";
}
