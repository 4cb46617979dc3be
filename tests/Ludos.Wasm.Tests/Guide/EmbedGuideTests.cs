using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Wasm.Tests.Conformance;
using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Guide;

/// <summary>
/// What docs/guide/embed-wasm.md shows: each C# block of the page stands here, line for line, is compiled with the tests, and does what the page says.
/// </summary>
public sealed partial class EmbedGuideTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-guide-").FullName;
    private readonly StringWriter _console = new();

    // What the page's code calls Console, so that what it prints can be looked at.
    private StringWriter Console => _console;

    public void Dispose()
    {
        _console.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void EveryBlockOfThePageStandsHere()
    {
        var page = File.ReadAllText(Path.Combine(ConformanceData.Root, "docs", "guide", "embed-wasm.md"));
        var here = Lines(File.ReadAllText(Path.Combine(ConformanceData.Root, "tests", "Ludos.Wasm.Tests", "Guide", "EmbedGuideTests.cs")));
        var blocks = CSharpBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.True(blocks.Count >= 7, $"{blocks.Count} blocks");
        foreach (var block in blocks)
        {
            Assert.True(here.Contains(Lines(block), StringComparison.Ordinal), $"This block of the page is not in the test:\n{block}");
        }
    }

    [Fact]
    public void FiveLines()
    {
        var path = Path.Combine(_folder, "add.wasm");
        File.WriteAllBytes(path, WasmText.Assemble("""(module (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))""").Value);

        var module = WasmModule.Decode(File.ReadAllBytes(path)).Value;
        using var instance = module.Compile().Instantiate(new ImportSet()).Value;
        var results = new WasmValue[1];
        instance.Function("add").Value.Invoke([WasmValue.From(40), WasmValue.From(2)], results);
        Console.WriteLine(results[0].AsI32);

        Assert.Equal("42\n", Printed());
    }

    [Fact]
    public void FaultsInsteadOfExceptions()
    {
        Load(File.ReadAllBytes(Path.Combine(ConformanceData.Root, "README.md")));
        Assert.StartsWith("Malformed: ", Printed(), StringComparison.Ordinal);
    }

    [Fact]
    public void HostFunctionsAndMemory()
    {
        var bytes = WasmText.Assemble("""
            (module
              (import "env" "say" (func $say (param i32 i32)))
              (memory (export "memory") 1)
              (data (i32.const 16) "hello from wasm")
              (func (export "run") (call $say (i32.const 16) (i32.const 15))))
            """).Value;

        WasmMemory? memory = null;
        var imports = new ImportSet()
            .Function("env", "say", (Action<int, int>)((start, length) => Console.WriteLine(Text(memory!, start, length))));
        using var instance = WasmModule.Decode(bytes).Value.Compile().Instantiate(imports).Value;
        memory = instance.Memory;
        instance.Function("run").Value.Run();

        Assert.Equal("hello from wasm\n", Printed());
    }

    [Fact]
    public void BoundsOnWhatItUses()
    {
        var bytes = WasmText.Assemble("""(module (memory 1) (func (export "forever") (loop (br 0))))""").Value;

        var module = WasmModule.Decode(bytes, WasmLimits.Default with { MaxMemoryPages = 256 }).Value;
        using var instance = module.Compile().Instantiate(new ImportSet()).Value;
        instance.Fuel = 1_000_000;
        var outcome = instance.Function("forever").Value.Run();
        Console.WriteLine($"{outcome.Trap}: {outcome.Detail}");

        Assert.Equal("OutOfFuel: The fuel ran out in function #0.\n", Printed());
    }

    [Fact]
    public void AProgram()
    {
        var bytes = WasmText.Assemble(Hello).Value;

        var code = WasmModule.Decode(bytes).Value.Compile();
        using var output = new MemoryStream();
        var options = new WasiOptions { Arguments = ["hello", "world"], Output = new WasiStream(output) };
        var exit = WasiProgram.Run(code, options).Value;
        Console.WriteLine($"{exit.Code}: {Encoding.UTF8.GetString(output.ToArray())}");

        Assert.Equal("0: hello\n", Printed());
    }

    [Fact]
    public void Grants()
    {
        var saves = _folder;
        var levels = new byte[] { 1, 2, 3 };

        VirtualFileSystem.FromAssets([KeyValuePair.Create("level.bin", new ReadOnlyMemory<byte>(levels))], out var assets);
        var options = new WasiOptions
        {
            Folders =
            [
                new WasiPreopen("/assets", assets.Root, ReadOnly: true),
                new WasiPreopen("/saves", RealFolder.Open(saves).Value),
            ],
            Clock = new WasiClock(new WallClock(), new MonotonicClock()),
            Random = RandomNumberGenerator.Fill,
        };

        var exit = WasiProgram.Run(WasmModule.Decode(WasmText.Assemble(Hello).Value).Value.Compile(), options).Value;
        Assert.Equal(new WasiExit(0, CallOutcome.Ok), exit);
    }

    [Fact]
    public void AnEndFromOutside()
    {
        var bytes = WasmText.Assemble("""(module (memory (export "memory") 1) (func (export "_start") (loop (br 0))))""").Value;
        var code = WasmModule.Decode(bytes).Value.Compile();

        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var exit = WasiProgram.Run(
            code,
            new WasiOptions { Stop = stop.Token },
            started: instance => stop.Token.Register(instance.RequestInterrupt)).Value;
        Console.WriteLine(exit.Outcome.Trap);

        Assert.Equal("Interrupted\n", Printed());
    }

    private const string Hello = """
        (module
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "\08\00\00\00\05\00\00\00hello")
          (func (export "_start") (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32)))))
        """;

    private void Load(ReadOnlySpan<byte> bytes)
    {
        if (!WasmModule.Decode(bytes).TryGet(out var module, out var fault))
        {
            Console.WriteLine($"{fault.Code}: {fault}");
            return;
        }

        if (!module.Compile().Instantiate(new ImportSet()).TryGet(out var instance, out fault))
        {
            Console.WriteLine($"{fault.Code}: {fault}");
            return;
        }

        instance.Dispose();
    }

    private static string Text(WasmMemory memory, int start, int length) =>
        (uint)start + (ulong)(uint)length <= memory.LengthBytes
            ? Encoding.UTF8.GetString(memory.Span.Slice(start, length))
            : throw new HostTrapException("The text leads out of the memory.");

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + '\n';

    private string Printed() => _console.ToString().ReplaceLineEndings("\n");

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
