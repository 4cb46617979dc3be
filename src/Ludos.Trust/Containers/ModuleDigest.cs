using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Protocols.Modules.V1;

namespace Ludos.Trust;

/// <summary>The name of a module's bytes.</summary>
public static class ModuleDigest
{
    /// <summary>
    /// SHA-256 of a .gmod's head; of anything else, and of what only begins like a .gmod, of all bytes. Nothing is checked: two files of one
    /// digest are the same only where both are sound.
    /// </summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => Digest.Of(HeadOf(bytes));

    private static ReadOnlySpan<byte> HeadOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < GmodFormat.HeaderBytes || !GmodReader.IsGmod(bytes))
        {
            return bytes;
        }

        var directoryBytes = MemoryMarshal.Read<GmodHead>(bytes[GmodLayout.GmodMap.HeadOffset..]).DirectoryBytes;
        return directoryBytes <= bytes.Length - GmodFormat.HeaderBytes ? bytes[..(GmodFormat.HeaderBytes + (int)directoryBytes)] : bytes;
    }
}
