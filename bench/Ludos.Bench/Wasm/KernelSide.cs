using Ludos.Wasm;

namespace Ludos.Bench.Wasm;

/// <summary>One way to compile a kernel here.</summary>
/// <param name="Name">As the figures say it.</param>
internal sealed record KernelSide(string Name, CompileOptions Options)
{
    /// <summary>Like V8 counts: not at all.</summary>
    public static KernelSide Explicit { get; } = new("explicit", new CompileOptions { Fuel = false, JitNow = true });

    public static KernelSide ExplicitWithFuel { get; } = new("explicit with fuel", new CompileOptions { Fuel = true, JitNow = true });
}
