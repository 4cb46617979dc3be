using System.Text.Json;
using System.Text.Json.Nodes;
using Ludos.Base;

namespace Ludos.Runtime.Control;

/// <summary>Answers "timeline": at most one of "paused", "step", "to" and "branch" says what to do, then comes where the game stands.</summary>
internal sealed class TimelineRequests(GameSession session)
{
    private static readonly string[] Moves = ["paused", "step", "to", "branch"];

    public JsonObject Answer(JsonElement request)
    {
        if (Moves.Count(move => request.TryGetProperty(move, out _)) > 1)
        {
            return ControlRequests.Refusal("BadRequest", "The request asks for several moves.", $"Send one of {string.Join(", ", Moves)}.");
        }

        return Perform(request).TryGet(out var status, out var fault)
            ? new JsonObject { ["ok"] = true, ["result"] = Describe(status) }
            : ControlRequests.Refusal(fault.Code.ToString(), fault.Message, fault.Mend);
    }

    private Result<TimelineStatus, RewindErrorCode> Perform(JsonElement request)
    {
        if (request.TryGetProperty("paused", out var paused))
        {
            return paused.ValueKind switch
            {
                JsonValueKind.True => session.Timeline.Step(0),
                JsonValueKind.False => Resume(),
                _ => Bad("\"paused\" is not true or false."),
            };
        }

        if (request.TryGetProperty("step", out var step))
        {
            return step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out var ticks) ? session.Timeline.Step(ticks) : Bad("\"step\" is not a number of ticks.");
        }

        if (request.TryGetProperty("to", out var to))
        {
            return to.ValueKind == JsonValueKind.Number && to.TryGetInt64(out var tick) ? session.Timeline.GoTo(tick) : Bad("\"to\" is not a tick.");
        }

        if (request.TryGetProperty("branch", out var branch))
        {
            return branch.ValueKind == JsonValueKind.String ? GoToOrBegin(branch.GetString()!) : Bad("\"branch\" is not a name.");
        }

        return session.Timeline.Status();
    }

    private Result<TimelineStatus, RewindErrorCode> Resume()
    {
        session.Resume();
        return session.Timeline.Status();
    }

    private Result<TimelineStatus, RewindErrorCode> GoToOrBegin(string name) =>
        session.Timeline.Status().Branches.Any(branch => branch.Name == name) ? session.Timeline.GoToBranch(name) : session.Timeline.BeginBranch(name);

    private JsonObject Describe(TimelineStatus status)
    {
        var described = JsonSerializer.SerializeToNode(status, ControlProtocol.Json)!.AsObject();
        described["game"] = session.Name;
        described["state"] = session.Status().State;
        for (var mark = 0; mark < status.Marks.Count; mark++)
        {
            described["marks"]![mark]!["kind"] = JsonNamingPolicy.CamelCase.ConvertName(status.Marks[mark].Kind.ToString());
        }

        return described;
    }

    private static Fault<RewindErrorCode> Bad(string message) => new(RewindErrorCode.BadRequest, message, "");
}
