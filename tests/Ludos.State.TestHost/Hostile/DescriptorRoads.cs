using System.Globalization;

namespace Ludos.State.TestHost.Hostile;

/// <summary>Every road to a segment that leads over its descriptors. All segments are sealed, the own pin page and the granted one too: none may be open.</summary>
internal static unsafe class DescriptorRoads
{
    private const int ReadWrite = 2;
    private const int SealWrite = 8;
    private const int SealShrink = 2;
    private const nuint TriedBytes = 4096;

    /// <summary>How many things it managed to do.</summary>
    internal static int Try()
    {
        var managed = 0;
        foreach (var path in Directory.GetFiles("/proc/self/fd").Where(IsSegment))
        {
            // As it came, and opened anew to write.
            managed += TryOne(int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));
            var reopened = NativeCalls.Open(path, ReadWrite);
            managed += reopened < 0 ? 0 : TryOne(reopened);
        }

        return managed;
    }

    private static int TryOne(int file)
    {
        var junk = stackalloc byte[8];
        new Span<byte>(junk, 8).Fill(0xA5);
        var managed = NativeCalls.WriteAt(file, junk, 8, 0) >= 0 ? 1 : 0;
        managed += NativeCalls.Truncate(file, 0) == 0 ? 1 : 0;
        managed += NativeCalls.Truncate(file, 1 << 30) == 0 ? 1 : 0;
        managed += NativeCalls.Allocate(file, NativeCalls.PunchHole, 0, (long)TriedBytes) == 0 ? 1 : 0;
        managed += NativeCalls.Map(null, TriedBytes, NativeCalls.ProtRead | NativeCalls.ProtWrite, NativeCalls.MapShared, file, 0) != NativeCalls.MapFailed ? 1 : 0;

        // Seals that are set already change nothing; one that stops the owner from writing would.
        _ = NativeCalls.ControlRaw(file, NativeCalls.AddSeals, SealShrink);
        managed += NativeCalls.ControlRaw(file, NativeCalls.AddSeals, SealWrite) == 0 ? 1 : 0;
        return managed;
    }

    private static bool IsSegment(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName.Contains("memfd:ludos", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
