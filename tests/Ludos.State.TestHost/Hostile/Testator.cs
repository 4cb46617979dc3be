using System.Globalization;
using Ludos.Platform.Processes;
using Ludos.State;

namespace Ludos.State.TestHost.Hostile;

/// <summary>
/// Pins a region, or writes half of it, and leaves its sockets to a child: the connection stays open when this process is killed. Prints the child's number.
/// </summary>
internal static class Testator
{
    internal static int Run(string socket, string regionName, bool writes)
    {
        using var arena = Arena.Attach(socket, AttachOptions.Default).Value;
        var region = arena.Find(regionName).Value;
        foreach (var path in Directory.GetFiles("/proc/self/fd"))
        {
            if (new FileInfo(path).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true)
            {
                _ = NativeCalls.ControlRaw(int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture), NativeCalls.SetDescriptorFlags, 0);
            }
        }

        using var child = ChildProcess.Start("sleep", ["60"]).Value;
        if (writes)
        {
            using var writer = region.AcquireWriter().Value;
            using var half = writer.Begin(WriteMode.Replace);
            half.Bytes[..(half.Bytes.Length / 2)].Fill(0xEE);
            Console.WriteLine(child.Id);
            _ = Console.ReadLine();
            return 0;
        }

        using var reader = region.OpenReader();
        using var scope = reader.Pin();
        Console.WriteLine(child.Id);
        _ = Console.ReadLine();
        return scope.Epoch == 0 ? 1 : 0;
    }
}
