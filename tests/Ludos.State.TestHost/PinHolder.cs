using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>Pins the front, prints "pinned EPOCH", and for each line of input prints what closing says and pins anew; ends with the input.</summary>
internal static class PinHolder
{
    internal static int Run(string socket, string regionName)
    {
        using var arena = Arena.Attach(socket, AttachOptions.Default).Value;
        using var reader = arena.Find(regionName).Value.OpenReader();
        while (true)
        {
            var scope = reader.Pin();
            Console.WriteLine($"pinned {scope.Epoch}");
            if (Console.ReadLine() is null)
            {
                return 0;
            }

            Console.WriteLine(scope.Close().ToString());
        }
    }
}
