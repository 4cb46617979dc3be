namespace Ludos.Wasm.Tests.Conformance;

/// <summary>Names of the proposals that the WebAssembly 3.0 suite covers and this engine does not have yet.</summary>
internal static class Proposal
{
    public const string Memory64 = "memory64";
    public const string MultiMemory = "multi-memory";
    public const string FunctionReferences = "function-references";
    public const string TailCall = "tail-call";
    public const string Gc = "gc";
    public const string Exceptions = "exception-handling";
    public const string Simd = "simd";
    public const string RelaxedSimd = "relaxed-simd";
    public const string Threads = "threads";

    public static IReadOnlyList<string> All { get; } =
        [Memory64, MultiMemory, FunctionReferences, TailCall, Gc, Exceptions, Simd, RelaxedSimd, Threads];

    private static readonly (string Words, string Proposal)[] EngineWords =
    [
        ("multi-memory", MultiMemory), ("memory64", Memory64), ("typed function references", FunctionReferences), ("garbage", Gc),
        ("exception", Exceptions), ("tail call", TailCall), ("SIMD", Simd), ("threads", Threads),
    ];

    /// <summary>The proposal that the engine's message about an unsupported module speaks of.</summary>
    public static string OfUnsupported(string message) =>
        EngineWords.FirstOrDefault(entry => message.Contains(entry.Words, StringComparison.Ordinal)).Proposal
        ?? throw new InvalidOperationException($"No known proposal in: {message}");
}
