namespace Ludos.Trust;

/// <summary>The key of a module's sealed content, readable by one user: HPKE to their X25519 key.</summary>
/// <param name="Generation">Which of the module's content keys.</param>
/// <param name="Encapsulated">HPKE's encapsulated key, 32 bytes.</param>
/// <param name="Ciphertext">The key and its tag.</param>
public sealed record WrappedContentKey(int Generation, ReadOnlyMemory<byte> Encapsulated, ReadOnlyMemory<byte> Ciphertext)
{
    /// <summary>HPKE's info.</summary>
    public static ReadOnlySpan<byte> Info => "ludos.content-key/v1"u8;

    /// <summary>What binds a wrapped key to its receipt, so that none can be moved into another.</summary>
    public static byte[] AssociatedData(string receiptId, string moduleId, int generation) =>
        System.Text.Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{receiptId}/{moduleId}/{generation}"));
}
