namespace Ludos.Wasm.Wasi;

/// <summary>
/// All that a program is granted. What is left out does not exist for it: no folder, no clock, no randomness, an empty input, outputs that
/// go nowhere. With the same grants, input and folders a program does the same every time.
/// </summary>
public sealed record WasiOptions
{
    /// <summary>The program's name, then its arguments. Default: none.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>NAME=value, in the order the program sees. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Descriptor 0. Default: at its end.</summary>
    public IWasiStream Input { get; init; } = WasiStream.Empty;

    /// <summary>Descriptor 1. Default: takes everything and keeps nothing.</summary>
    public IWasiStream Output { get; init; } = WasiStream.Empty;

    /// <summary>Descriptor 2. Default: takes everything and keeps nothing.</summary>
    public IWasiStream Error { get; init; } = WasiStream.Empty;

    /// <summary>Descriptors 3 and up. Default: none. They are disposed with the host.</summary>
    public IReadOnlyList<WasiPreopen> Folders { get; init; } = [];

    /// <summary>Null, the default: clock calls fail with Notcapable.</summary>
    public IWasiClock? Clock { get; init; }

    /// <summary>Null, the default: random_get fails with Notcapable.</summary>
    public WasiRandomSource? Random { get; init; }

    public WasiLimits Limits { get; init; } = WasiLimits.Default;

    /// <summary>Once it asks, waits end at once with Intr. Ask the instance to interrupt too, or it goes on.</summary>
    public CancellationToken Stop { get; init; }
}

/// <summary>A folder that a program finds open when it starts.</summary>
/// <param name="Name">What the program calls it, such as "/" or "/data" or ".".</param>
/// <param name="Folder">The folder itself.</param>
/// <param name="ReadOnly">Nothing in it can be changed, nor linked or moved from it.</param>
public sealed record WasiPreopen(string Name, IWasiDirectory Folder, bool ReadOnly = false);
