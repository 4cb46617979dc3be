using Ludos.Wasm;

namespace Ludos.Bench.Wasm;

/// <summary>One way to compile a kernel here.</summary>
/// <param name="Name">As the figures say it.</param>
internal sealed record KernelSide(string Name, CompileOptions Options)
{
    /// <summary>Without fuel, for V8 counts none.</summary>
    public static KernelSide Guard { get; } = new("guard", Of(BoundsTier.Guard, fuel: false));

    /// <inheritdoc cref="Guard"/>
    public static KernelSide Explicit { get; } = new("explicit", Of(BoundsTier.Explicit, fuel: false));

    public static KernelSide GuardWithFuel { get; } = new("guard with fuel", Of(BoundsTier.Guard, fuel: true));

    public static KernelSide ExplicitWithFuel { get; } = new("explicit with fuel", Of(BoundsTier.Explicit, fuel: true));

    private static CompileOptions Of(BoundsTier tier, bool fuel) => new() { Fuel = fuel, Tier = tier, Mode = CompileMode.Eager };
}
