using System.Globalization;
using System.Text;
using Ludos.Platform.Processes;

namespace Ludos.Bench.Wasm;

/// <summary>
/// A module of any size out of what a C compiler makes: the kernels, each linked as often as it takes. A copy differs from the next in a symbol's
/// name only. Made on demand under artifacts/, for it need not be kept.
/// </summary>
internal static class LargeModule
{
    private const string Symbol = "run_00000";

    // A copy of all kernels, which also decides how many copies a size takes.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="bytes">Of the module, to within a copy of the kernels.</param>
    /// <exception cref="BenchmarkException">clang or wasm-ld is missing, or fails.</exception>
    public static string Make(string repositoryRoot, string kernelFolder, int bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(repositoryRoot, "artifacts", "bench-wasm")).FullName;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"kernels-{bytes}.wasm"));
        if (!File.Exists(path))
        {
            var scratch = Directory.CreateTempSubdirectory("ludos-bench-").FullName;
            try
            {
                Link(scratch, Objects(kernelFolder, scratch), bytes, path);
            }
            finally
            {
                Directory.Delete(scratch, recursive: true);
            }
        }

        return path;
    }

    private static List<byte[]> Objects(string kernelFolder, string scratch)
    {
        var objects = new List<byte[]>();
        foreach (var source in Directory.GetFiles(kernelFolder, "*.c").Order(StringComparer.Ordinal))
        {
            var compiled = Path.Combine(scratch, Path.GetFileNameWithoutExtension(source) + ".o");
            Tool("clang", ["--target=wasm32", "-std=c11", "-O2", "-msimd128", "-nostdlib", "-fno-builtin", $"-Drun={Symbol}", "-Dexport_name(name)=visibility(\"default\")", "-c", "-o", compiled, source]);
            objects.Add(File.ReadAllBytes(compiled));
        }

        return objects;
    }

    private static void Link(string scratch, List<byte[]> objects, int bytes, string path)
    {
        var copies = 1;
        for (var round = 0; round < 3; round++)
        {
            var linked = Path.Combine(scratch, "linked.wasm");
            var inputs = Enumerable.Range(0, copies * objects.Count).Select(i => Copy(scratch, objects[i % objects.Count], i)).ToArray();
            Tool("wasm-ld", ["--no-entry", "--strip-all", "--no-gc-sections", "--export-dynamic", "-z", "stack-size=65536", "-o", linked, .. inputs]);
            var length = new FileInfo(linked).Length;
            if (round == 2)
            {
                File.Move(linked, path, overwrite: true);
            }

            copies = Math.Max(1, (int)Math.Round((double)copies * bytes / length));
        }
    }

    private static string Copy(string scratch, byte[] compiled, int number)
    {
        var copy = (byte[])compiled.Clone();
        var from = Encoding.ASCII.GetBytes(Symbol);
        var to = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"run_{number:00000}"));
        for (var at = copy.AsSpan().IndexOf(from); at >= 0; at = copy.AsSpan().IndexOf(from))
        {
            if (number == 0)
            {
                break;
            }

            to.CopyTo(copy, at);
        }

        var path = Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"c{number}.o"));
        File.WriteAllBytes(path, copy);
        return path;
    }

    private static void Tool(string name, string[] arguments)
    {
        var program = ToolFinder.Find(name) ?? throw new BenchmarkException($"{name} is not on PATH; the module to compile is made with it (apt-get install clang lld).");
        if (!ChildProcess.Capture(program, arguments, Limit).TryGet(out var output, out var fault))
        {
            throw new BenchmarkException(fault.ToString());
        }

        if (output.ExitCode != 0)
        {
            throw new BenchmarkException($"{name} failed: {output.Error}");
        }
    }
}
