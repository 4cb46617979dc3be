using Ludos.Wasm.Text;
using Xunit;
using Xunit.Abstractions;

namespace Ludos.Wasm.Tests.Escape;

/// <summary>Nothing that a module tries reaches beyond it: it is refused, it traps as it should, and two neighbours' memories and the test's own stay as they were.</summary>
public sealed class EscapeTests(ITestOutputHelper output)
{
    private const long Fuel = 5_000_000;
    private const byte Mark = 0xA5;

    [Theory]
    [InlineData(BoundsTier.Explicit)]
    [InlineData(BoundsTier.Guard)]
    public void No_attempt_escapes(BoundsTier tier)
    {
        var options = new CompileOptions { Tier = tier };
        using var before = Neighbour(options);
        using var after = Neighbour(options);
        var own = GC.AllocateUninitializedArray<byte>(1 << 20, pinned: true);
        Array.Fill(own, Mark);
        var escaped = new List<string>();
        foreach (var attempt in EscapeAttempts.All)
        {
            if (Problem(attempt, options) is { } problem)
            {
                escaped.Add($"{attempt.Name}: {problem}");
            }

            if (before.Memory!.Span.IndexOfAnyExcept(Mark) >= 0 || after.Memory!.Span.IndexOfAnyExcept(Mark) >= 0 || own.AsSpan().IndexOfAnyExcept(Mark) >= 0)
            {
                Assert.Fail($"{attempt.Name}: it changed memory that is not its own.");
            }
        }

        output.WriteLine($"{tier}: {escaped.Count} of {EscapeAttempts.All.Count} escaped.");
        Assert.Empty(escaped);
    }

    private static string? Problem(EscapeAttempt attempt, CompileOptions options)
    {
        var limits = WasmLimits.Default with { MaxMemoryPages = 64, MaxTableElements = 100_000 };
        if (!WasmText.Assemble(attempt.Module).TryGet(out var bytes, out var bad))
        {
            return $"the test's own text is wrong: {bad}";
        }

        if (!WasmModule.Decode(bytes, limits).TryGet(out var module, out _) || !module.Compile(options).Instantiate(new ImportSet()).TryGet(out var instance, out _))
        {
            return attempt.Trap is null ? null : "it was refused, and should have run";
        }

        using (instance)
        {
            instance.Fuel = Fuel;
            var outcome = instance.Function("f").Value.Run();
            return attempt.Trap is null ? "it was not refused"
                : outcome.Trap != attempt.Trap ? $"it ended with {outcome.Trap}, not {attempt.Trap}: {outcome.Detail}"
                : null;
        }
    }

    private static WasmInstance Neighbour(CompileOptions options)
    {
        var instance = WasmModule.Decode(WasmText.Assemble("(module (memory 1 1))").Value).Value.Compile(options).Instantiate(new ImportSet()).Value;
        instance.Memory!.Span.Fill(Mark);
        return instance;
    }
}
