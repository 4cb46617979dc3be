namespace Ludos.Runtime.Headless;

/// <summary>One run without a window.</summary>
public sealed record HeadlessOptions
{
    public const long DefaultFrames = 600;

    /// <summary>Ticks to run.</summary>
    public long Frames { get; init; } = DefaultFrames;

    /// <summary>JSON lines of input, or null.</summary>
    public string? InputScriptPath { get; init; }

    /// <summary>Files to record into: .png (with %05d: every frame), .wav, .mp4, .lrec.</summary>
    public IReadOnlyList<string> RecordPaths { get; init; } = [];

    /// <summary>An .lrec also holds what each tick changed.</summary>
    public bool RecordState { get; init; }

    /// <summary>60 ticks a second instead of as fast as it can.</summary>
    public bool Realtime { get; init; }

    /// <summary>What to hash: <c>*</c>, or spans <c>region</c>, <c>region:0xOFFSET+LENGTH</c>, joined by commas; null hashes nothing.</summary>
    public string? HashSpec { get; init; }

    /// <summary>After how many ticks to print a hash; empty prints one after the last.</summary>
    public IReadOnlyList<long> At { get; init; } = [];

    /// <summary>A file that receives every tone call as a JSON line, or null.</summary>
    public string? TonesPath { get; init; }

    /// <summary>Progress lines may go to the error stream: it is a terminal.</summary>
    public bool ShowProgress { get; init; }
}
