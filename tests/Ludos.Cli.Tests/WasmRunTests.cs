using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>`wasm run`: grants, streams, exit codes, traps and signals. The programs are text; C programs are tested with the engine.</summary>
public sealed partial class WasmRunTests : IDisposable
{
    /// <summary>Copies its input to its output, then exits with the number of its arguments.</summary>
    private const string Echo = """
        (module
          (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "args_sizes_get" (func $args (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (loop $more
              (i32.store (i32.const 0) (i32.const 100))
              (i32.store (i32.const 4) (i32.const 1000))
              (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
              (i32.store (i32.const 4) (i32.load (i32.const 8)))
              (if (i32.load (i32.const 8))
                (then (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))) (br $more))))
            (drop (call $args (i32.const 0) (i32.const 4)))
            (call $exit (i32.load (i32.const 0)))))
        """;

    /// <summary>Makes a folder "made" in descriptor 3; exits with the errno.</summary>
    private const string Make = """
        (module
          (import "wasi_snapshot_preview1" "path_create_directory" (func $make (param i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "made")
          (func (export "_start") (call $exit (call $make (i32.const 3) (i32.const 0) (i32.const 4)))))
        """;

    private const string Library = """
        (module
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "half") (param f64) (result f64 i64) (f64.div (local.get 0) (f64.const 2)) (i64.const -1))
          (func $deep (export "crash") unreachable)
          (func (export "forever") (loop (br 0))))
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void StreamsPassThroughAndTheExitCodeIsThePrograms()
    {
        using var process = Cli.Start(_folder.Path, null, "wasm", "run", Write("echo", Echo), "--", "one", "--two");
        process.StandardInput.Write("line one\nline two\n");
        process.StandardInput.Close();
        Assert.Equal("line one\nline two\n", process.StandardOutput.ReadToEnd());
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(3, process.ExitCode);
    }

    [Fact]
    public void AFolderIsThereOnlyWhenItIsGranted()
    {
        const int badf = 8;
        const int notcapable = 76;
        var program = Write("make", Make);
        var granted = Directory.CreateDirectory(Path.Combine(_folder.Path, "granted")).FullName;
        Assert.Equal(badf, Cli.Run("wasm", "run", program).ExitCode);
        Assert.Equal(notcapable, Cli.Run("wasm", "run", program, "--dir", $"{granted}::/data:ro").ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(granted));
        Assert.Equal(0, Cli.Run("wasm", "run", program, "--dir", $"{granted}::/data").ExitCode);
        Assert.True(Directory.Exists(Path.Combine(granted, "made")));
        var missing = Cli.Run("wasm", "run", program, "--dir", "/no/such/folder::/data");
        Assert.Equal(5, missing.ExitCode);
        Assert.Contains("/no/such/folder", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OneExportIsCalled()
    {
        var library = Write("library", Library);
        Assert.Equal("-2\n", Cli.Run("wasm", "run", library, "--invoke", "add", "--", "3", "-5").Output);
        Assert.Equal("1\n", Cli.Run("wasm", "run", library, "--invoke", "add", "--", "0xffffffff", "2").Output);
        Assert.Equal("1.25\n-1\n", Cli.Run("wasm", "run", library, "--invoke", "half", "--", "2.5").Output);
        foreach (var arguments in new[] { new[] { "add", "--", "1" }, ["add", "--", "1", "x"], ["none"], ["add", "--", "1", "4294967296"] })
        {
            var refused = Cli.Run(["wasm", "run", library, "--invoke", .. arguments]);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains($"'{arguments[0]}'", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TrapsAreToldInTheProgramsTerms()
    {
        var library = Write("library", Library);
        var crashed = Cli.Run("wasm", "run", library, "--invoke", "crash");
        Assert.Equal(3, crashed.ExitCode);
        Assert.Contains("Unreachable code was reached in function 'deep'", crashed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Ludos.Wasm", crashed.Error, StringComparison.Ordinal);
        var spent = Cli.Run("wasm", "run", library, "--invoke", "forever", "--fuel", "1000");
        Assert.Equal(3, spent.ExitCode);
        Assert.Contains("The fuel ran out", spent.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OneDocumentHoldsItAll()
    {
        var run = Cli.Run("wasm", "run", Write("library", Library), "--invoke", "crash", "--json");
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("Unreachable", document.RootElement.GetProperty("trap").GetString());
        Assert.Equal(3, document.RootElement.GetProperty("exitCode").GetInt32());
        Assert.True(document.RootElement.GetProperty("fuelUsed").GetInt64() > 0);
    }

    [Theory]
    [InlineData("--env", "novalue")]
    [InlineData("--fuel", "0")]
    [InlineData("--random", "--seed", "1")]
    public void WrongUsageIsTold(params string[] options)
    {
        var refused = Cli.Run(["wasm", "run", Write("library", Library), .. options]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Empty(refused.Output);
    }

    [Fact]
    public void AProgramThatIsNoneIsRefused()
    {
        Assert.Equal(2, Cli.Run("wasm", "run", Write("library", Library)).ExitCode);
        var unlinkable = Cli.Run("wasm", "run", Write("other", """(module (import "env" "f" (func)) (func (export "_start")))"""));
        Assert.Equal(4, unlinkable.ExitCode);
        Assert.Contains("env", unlinkable.Error, StringComparison.Ordinal);
        Assert.Equal(4, Cli.Run("wasm", "run", Write("broken", "(module (func")).ExitCode);
    }

    /// <summary>Whether it computes or waits for input.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CtrlCEndsIt(bool computes)
    {
        var library = Write("library", Library);
        string[] arguments = computes ? ["wasm", "run", library, "--invoke", "forever"] : ["wasm", "run", Write("echo", Echo)];
        using var process = Cli.Start(_folder.Path, null, arguments);
        if (!computes)
        {
            // Once it has echoed a line it waits for the next.
            process.StandardInput.Write("ready\n");
            process.StandardInput.Flush();
            Assert.Equal("ready", process.StandardOutput.ReadLine());
        }
        else
        {
            // Its code is being run once the processor time of starting is long behind it.
            Assert.True(SpinWait.SpinUntil(() => process.HasExited || process.TotalProcessorTime > TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1)));
            Assert.False(process.HasExited);
        }

        Assert.Equal(0, Kill(process.Id, 2));
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(130, process.ExitCode);
    }

    private string Write(string name, string text)
    {
        var path = _folder.File(name + ".wat");
        File.WriteAllText(path, text);
        return path;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
