using System.Text.Json.Serialization;
using Ludos.Runtime;

namespace Ludos.Web.Protocol;

internal sealed record ScreenInfo(string Format, int Width, int Height, int PixelBytes, int PaletteBytes);

internal sealed record AudioInfo(int SampleRateHz, int FramesPerTick);

internal sealed record BindingInfo(int Device, int Control, int Player, int Bit);

internal sealed record HelloMessage(
    string Type, int Protocol, string Id, string Name, bool Dev, ScreenInfo? Screen, AudioInfo? Audio, IReadOnlyList<BindingInfo> Bindings, int UploadBytes);

internal sealed record TickStretch(long First, IReadOnlyList<int> Us);

internal sealed record StatusMessage(
    string Type,
    long Tick,
    string State,
    string? Fault,
    long MissedTicks,
    double TickP50Ms,
    double TickP99Ms,
    IReadOnlyList<ModuleStatus> Modules,
    IReadOnlyList<RegionStatus> Regions,
    TickStretch Ticks,
    StreamStatus? Stream);

internal sealed record TraceEntry(long Tick, string Source, string Text);

internal sealed record TraceMessage(string Type, IReadOnlyList<TraceEntry> Lines);

internal sealed record EventMessage(string Type, string Kind, long Tick, string Module, string Text, SwapReport? Swap);

internal sealed record TimelineMessage(
    string Type, string? WhyOff, long Tick, long First, long Last, bool Held, int BranchId, string Branch, long KeptBytes, long BudgetBytes, double CostP50Ms, double CostP99Ms,
    IReadOnlyList<BranchEntry> Branches);

internal sealed record BranchEntry(int Id, string Name, int FromId, long FromTick, long Last);

internal sealed record MarkEntry(long Tick, string Kind, string Text);

internal sealed record MarksMessage(string Type, IReadOnlyList<MarkEntry> Marks);

internal sealed record ByeMessage(string Type, string Text);

internal sealed record SwapAnswer(bool Ok, SwapReport Result);

internal sealed record FaultAnswer(bool Ok, string Code, string Message, string Mend);

/// <summary>Every JSON text that goes to a page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HelloMessage))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(TraceMessage))]
[JsonSerializable(typeof(EventMessage))]
[JsonSerializable(typeof(TimelineMessage))]
[JsonSerializable(typeof(MarksMessage))]
[JsonSerializable(typeof(ByeMessage))]
[JsonSerializable(typeof(SwapAnswer))]
[JsonSerializable(typeof(FaultAnswer))]
internal sealed partial class ServerJson : JsonSerializerContext;
