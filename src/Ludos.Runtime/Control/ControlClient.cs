using System.Text.Json.Nodes;
using Ludos.Base;

namespace Ludos.Runtime.Control;

/// <summary>Talks to running games. Thread-safe.</summary>
public static class ControlClient
{
    /// <summary>The games of this user that run now, by process number. Sockets of games that were killed are removed.</summary>
    public static Result<IReadOnlyList<RunningGame>, ControlErrorCode> List() => Array.Empty<RunningGame>();

    /// <summary>Sends one request and returns the "result" of the reply.</summary>
    /// <param name="request">For example <c>{"op":"status"}</c>.</param>
    /// <param name="timeout">For the whole exchange; a swap compiles and proves new code, so give it seconds.</param>
    public static Result<JsonObject, ControlErrorCode> Ask(RunningGame game, JsonObject request, TimeSpan timeout) =>
        new Fault<ControlErrorCode>(ControlErrorCode.NotRunning, $"Process {game.ProcessId} does not answer.");
}
