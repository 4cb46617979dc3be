using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Ipc;
using Ludos.Platform.Processes;

namespace Ludos.Runtime.Control;

/// <summary>Talks to running games. Thread-safe.</summary>
public static class ControlClient
{
    /// <summary>The games of this user that run now, by process number. Sockets of games that were killed are removed.</summary>
    public static Result<IReadOnlyList<RunningGame>, ControlErrorCode> List()
    {
        if (!UserFolders.Runtime().TryGet(out var folder, out var fault))
        {
            return new Fault<ControlErrorCode>(ControlErrorCode.Unavailable, fault.Message, fault.Mend);
        }

        var running = new List<RunningGame>();
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                var suffix = Path.GetExtension(path);
                if (suffix is not (ControlProtocol.SocketSuffix or ControlProtocol.ArenaSuffix)
                    || !int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
                {
                    continue;
                }

                if (ProcessIdentity.Of(processId) is null)
                {
                    File.Delete(path);
                }
                else if (suffix == ControlProtocol.SocketSuffix && Answers(path, processId))
                {
                    running.Add(new RunningGame(processId, path));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Fault<ControlErrorCode>(ControlErrorCode.Unavailable, $"{folder} cannot be read: {error.Message}", "Check the folder.");
        }

        return running.OrderBy(game => game.ProcessId).ToArray();
    }

    /// <summary>Sends one request and returns the "result" of the reply.</summary>
    /// <param name="request">For example <c>{"op":"status"}</c>.</param>
    /// <param name="timeout">For the reply; a swap compiles and proves new code, so give it seconds.</param>
    public static Result<JsonObject, ControlErrorCode> Ask(RunningGame game, JsonObject request, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(request);
        if (!LocalConnection.Connect(game.SocketPath, ControlProtocol.LineTimeout).TryGet(out var connection, out var fault))
        {
            return new Fault<ControlErrorCode>(ControlErrorCode.NotRunning, $"The game of process {game.ProcessId} does not listen: {fault.Message}", "See which run with ps.");
        }

        using (connection)
        {
            try
            {
                connection.SetReceiveTimeout(timeout);
                connection.Stream.Write(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
                return ControlProtocol.ReadLine(connection.Stream, ControlProtocol.MaxReplyBytes) is { } line
                    ? Read(line)
                    : new Fault<ControlErrorCode>(ControlErrorCode.BadReply, $"The game of process {game.ProcessId} ended before it answered.", "See whether it still runs with ps.");
            }
            catch (IOException error)
            {
                return new Fault<ControlErrorCode>(ControlErrorCode.TimedOut, $"The game of process {game.ProcessId} did not answer within {timeout.TotalSeconds:0} s: {error.Message}", "Try again, or end it.");
            }
        }
    }

    private static Result<JsonObject, ControlErrorCode> Read(byte[] line)
    {
        try
        {
            var reply = JsonNode.Parse(line, null, new JsonDocumentOptions { MaxDepth = ControlProtocol.MaxDepth }) as JsonObject;
            if (reply?["ok"]?.GetValueKind() == JsonValueKind.True && reply["result"] is JsonObject result)
            {
                reply.Remove("result");
                return result;
            }

            return reply?["ok"]?.GetValueKind() == JsonValueKind.False
                ? new Fault<ControlErrorCode>(ControlErrorCode.Refused, reply["message"]?.ToString() ?? "", reply["mend"]?.ToString() ?? "")
                : new Fault<ControlErrorCode>(ControlErrorCode.BadReply, "The game's answer is not one.", "Use the same version on both sides.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return new Fault<ControlErrorCode>(ControlErrorCode.BadReply, $"The game's answer is not JSON: {error.Message}", "Use the same version on both sides.");
        }
    }

    /// <summary>A socket whose number was given to another program meanwhile is a leftover too.</summary>
    private static bool Answers(string path, int processId)
    {
        if (!LocalConnection.Connect(path, ControlProtocol.LineTimeout).TryGet(out var connection, out var fault))
        {
            if (fault.Code == LocalSocketErrorCode.NotListening && processId != Environment.ProcessId)
            {
                File.Delete(path);
            }

            return false;
        }

        connection.Dispose();
        return true;
    }
}
