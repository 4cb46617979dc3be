using System.Text.Json;
using Ludos.Protocols.View.V1;
using Ludos.Runtime;
using Ludos.Web.Protocol;

namespace Ludos.Web.Streaming;

/// <summary>Writes what the session says of itself as the texts of the protocol.</summary>
internal static class StatusWriter
{
    /// <summary>Tick times in a status: more than an interval's worth, so that a late one leaves no hole.</summary>
    public const int RecentTicks = 32;

    /// <summary>Tick times in a page's first status.</summary>
    public const int AllTicks = 300;

    public static byte[] Hello(GameSession session, bool dev, ScreenFeed? screen, AudioFeed? audio)
    {
        var source = screen?.Source;
        var screenInfo = source is null ? null : new ScreenInfo(
            JsonNamingPolicy.CamelCase.ConvertName(source.Format.ToString()), source.Width, source.Height, source.PixelBytes, source.PaletteBytes);
        var audioInfo = audio is null ? null : new AudioInfo(audio.Source.SampleRateHz, audio.Source.FramesPerTick);
        BindingInfo[] bindings = [.. session.Input.Bindings.Select(b => new BindingInfo((int)b.Device, b.Control, b.Player, (int)b.Bit))];
        var hello = new HelloMessage("hello", StreamLayout.ViewVersion, session.Id, session.Name, dev, screenInfo, audioInfo, bindings, WebLimits.MaxUploadBytes);
        return JsonSerializer.SerializeToUtf8Bytes(hello, ServerJson.Default.HelloMessage);
    }

    public static byte[] Status(GameSession session, int ticks)
    {
        var recent = new int[ticks];
        var count = session.CopyTickMicroseconds(recent, out var first);
        var status = session.Status();
        var message = new StatusMessage(
            "status", status.Tick, status.State, status.Fault, status.MissedTicks, Finite(status.TickP50Ms), Finite(status.TickP99Ms),
            status.Modules, status.Regions, new TickStretch(first, recent[..count]), status.Stream);
        return JsonSerializer.SerializeToUtf8Bytes(message, ServerJson.Default.StatusMessage);
    }

    public static byte[] Trace(IReadOnlyList<TraceLine> lines)
    {
        TraceEntry[] entries = [.. lines.Select(line => new TraceEntry(line.Tick, line.Source, line.Text))];
        return JsonSerializer.SerializeToUtf8Bytes(new TraceMessage("trace", entries), ServerJson.Default.TraceMessage);
    }

    public static byte[] Event(SessionEvent happened)
    {
        var kind = JsonNamingPolicy.CamelCase.ConvertName(happened.Kind.ToString());
        var message = new EventMessage("event", kind, happened.Tick, happened.Module, happened.Text, happened.Swap);
        return JsonSerializer.SerializeToUtf8Bytes(message, ServerJson.Default.EventMessage);
    }

    public static byte[] Timeline(TimelineStatus status, bool isHeld)
    {
        BranchEntry[] branches = [.. status.Branches.Select(branch => new BranchEntry(branch.Id, branch.Name, branch.FromId, branch.FromTick, branch.LastTick))];
        var message = new TimelineMessage(
            "timeline", status.WhyOff, status.Tick, status.FirstTick, status.LastTick, isHeld, status.BranchId, status.Branch, status.KeptBytes, status.BudgetBytes, Finite(status.CostP50Ms), Finite(status.CostP99Ms), branches);
        return JsonSerializer.SerializeToUtf8Bytes(message, ServerJson.Default.TimelineMessage);
    }

    public static byte[] Marks(TimelineStatus status)
    {
        MarkEntry[] marks = [.. status.Marks.Select(mark => new MarkEntry(mark.Tick, JsonNamingPolicy.CamelCase.ConvertName(mark.Kind.ToString()), mark.Text.Length > WebLimits.MaxMarkLength ? mark.Text[..WebLimits.MaxMarkLength] : mark.Text))];
        return JsonSerializer.SerializeToUtf8Bytes(new MarksMessage("marks", marks), ServerJson.Default.MarksMessage);
    }

    public static byte[] Bye(string text) => JsonSerializer.SerializeToUtf8Bytes(new ByeMessage("bye", text), ServerJson.Default.ByeMessage);

    /// <summary>JSON has no NaN: before the first tick there is no median.</summary>
    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
