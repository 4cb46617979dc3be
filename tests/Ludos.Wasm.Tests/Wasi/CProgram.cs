using System.Security.Cryptography;
using System.Text;
using Ludos.Platform.Processes;
using Ludos.Wasm.Tests.Conformance;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>C programs for WASI, built by clang with Debian's wasi-libc, once for each content of their sources.</summary>
internal static class CProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(8);
    private static readonly Lock Gate = new();

    public static string Folder { get; } = Path.Combine(ConformanceData.Root, "tests", "Ludos.Wasm.Tests", "Wasi", "Programs");

    /// <summary>Kept between runs; nothing in it is committed.</summary>
    public static string Built { get; } = Path.Combine(ConformanceData.Root, "artifacts", "wasi-programs");

    /// <summary>Null, or what has to be installed.</summary>
    public static string? Missing { get; } =
        ToolFinder.Find("clang") is null || ToolFinder.Find("wasm-ld-14") is null && ToolFinder.Find("wasm-ld") is null || !Directory.Exists("/usr/include/wasm32-wasi")
            ? "clang, wasm-ld and wasi-libc are not installed; on Debian: apt-get install clang lld wasi-libc libclang-rt-14-dev-wasm32."
            : ToolFinder.Find("node") is null ? "node is not installed, so there is nothing to compare with; on Debian: apt-get install nodejs."
            : null;

    /// <summary>A program whose only source is NAME.c in <see cref="Folder"/>.</summary>
    public static byte[] Build(string name) => Build(name, [Path.Combine(Folder, name + ".c")], ["-O2", "-D_GNU_SOURCE"]);

    public static byte[] Build(string name, IReadOnlyList<string> sources, IReadOnlyList<string> flags) => File.ReadAllBytes(PathOf(name, sources, flags));

    public static string PathOf(string name, IReadOnlyList<string> sources, IReadOnlyList<string> flags)
    {
        lock (Gate)
        {
            Directory.CreateDirectory(Built);
            var target = Path.Combine(Built, $"{name}-{Key(sources, flags)}.wasm");
            if (!File.Exists(target))
            {
                var partial = $"{target}.{Environment.ProcessId}";
                Run("clang", ["--target=wasm32-wasi", "-w", .. flags, .. sources, "-o", partial, .. Libraries(flags)]);
                File.Move(partial, target, overwrite: true);
            }

            return target;
        }
    }

    public static string Run(string program, IReadOnlyList<string> arguments, string? folder = null)
    {
        var run = ChildProcess.Capture(program, arguments, Timeout, folder);
        Xunit.Assert.True(run.IsOk, run.Fault?.ToString());
        Xunit.Assert.True(run.Value.ExitCode == 0, $"{program} exited {run.Value.ExitCode}: {run.Value.Output}{run.Value.Error}");
        return run.Value.Output;
    }

    // Libraries must follow what needs them.
    private static IEnumerable<string> Libraries(IReadOnlyList<string> flags)
    {
        if (flags.Contains("-D_WASI_EMULATED_SIGNAL"))
        {
            yield return "-lwasi-emulated-signal";
        }

        if (flags.Contains("-D_WASI_EMULATED_PROCESS_CLOCKS"))
        {
            yield return "-lwasi-emulated-process-clocks";
        }
    }

    private static string Key(IReadOnlyList<string> sources, IReadOnlyList<string> flags)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var flag in flags)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(flag + '\n'));
        }

        foreach (var source in sources)
        {
            hash.AppendData(File.ReadAllBytes(source));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
