using System.Globalization;
using Ludos.Platform.Memory;

namespace Ludos.State.TestHost;

/// <summary>A segment of the test's process, named as PID:DESCRIPTOR:BYTES, mapped here to read and write.</summary>
internal static class ForeignSegment
{
    internal static SharedSegment Open(string name)
    {
        var parts = name.Split(':');
        var descriptor = File.OpenHandle($"/proc/{parts[0]}/fd/{parts[1]}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return SharedSegment.Open(descriptor, long.Parse(parts[2], CultureInfo.InvariantCulture), writable: true).Value;
    }

    internal static string Name(SharedSegment segment) =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}:{segment.Descriptor!.DangerousGetHandle()}:{segment.SizeBytes}");
}
