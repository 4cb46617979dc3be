using Ludos.Platform.Ipc;

namespace Ludos.State.TestHost;

/// <summary>Hands a segment over, keeps a raw pointer to it, and writes through it when told: the process must not survive that.</summary>
internal static unsafe class UserAfterTransfer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    internal static int Run(string socket)
    {
        using var connection = LocalConnection.Connect(socket, Patience).Value;
        using var segment = OwnedSegment.Create("stale", 65_536).Value;
        _ = segment.Write(out var bytes);
        bytes[0] = 1;
        fixed (byte* pointer = bytes)
        {
            if (segment.TransferTo(connection, Patience) is { } fault)
            {
                return Fail.Because(fault.ToString());
            }

            Console.WriteLine("transferred");
            _ = Console.ReadLine();
            pointer[1] = 2;
        }

        return 0;
    }
}
