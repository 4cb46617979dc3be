using System.Text.Json;
using Ludos.State;

namespace Ludos.State.TestHost.Conformance;

/// <summary>
/// One side of scenarios in another process, a line of JSON a command: {"attach": SOCKET, "region": NAME, "write": BOOL}, then steps, then {"detach": true}.
/// Answers each with "ok" or what was wrong. Ends with its input.
/// </summary>
internal static class ScenarioHost
{
    internal static int Run()
    {
        Arena? arena = null;
        ScenarioSide? side = null;
        while (Console.ReadLine() is { } line)
        {
            var command = JsonDocument.Parse(line).RootElement;
            string? wrong = null;
            try
            {
                if (command.TryGetProperty("attach", out var socket))
                {
                    arena = Arena.Attach(socket.GetString()!, AttachOptions.Default).Value;
                    side = new ScenarioSide(arena.Find(command.GetProperty("region").GetString()!).Value);
                    if (command.GetProperty("write").GetBoolean())
                    {
                        side.Write();
                    }
                }
                else if (command.TryGetProperty("detach", out _))
                {
                    side?.Dispose();
                    arena?.Dispose();
                }
                else
                {
                    wrong = side!.Execute(command);
                }
            }
            catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or NotSupportedException or ArgumentException)
            {
                wrong = failure.Message;
            }

            Console.WriteLine(wrong ?? "ok");
        }

        return 0;
    }
}
