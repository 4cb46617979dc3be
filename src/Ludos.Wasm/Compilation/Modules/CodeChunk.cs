using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Compilation;

/// <summary>A run of a module's functions that becomes one assembly.</summary>
/// <param name="First">Index of its first function.</param>
/// <param name="Count">Functions; 0 only in a module without any.</param>
internal readonly record struct CodeChunk(int Index, int First, int Count)
{
    private const string NamePrefix = "Ludos.Wasm.Compiled.";
    private const int BodyBytes = 256 * 1024;

    // Bodies may be tiny and many, or stand for far more code than most of their size.
    private const int MaxFunctions = 4_096;
    private const long MaxWork = 4_000_000;

    public string AssemblyName => $"{NamePrefix}{Index}";

    /// <summary>The chunk that an assembly name stands for; -1 for other names.</summary>
    public static int IndexOf(string? assemblyName) =>
        assemblyName is not null && assemblyName.StartsWith(NamePrefix, StringComparison.Ordinal) && int.TryParse(assemblyName.AsSpan(NamePrefix.Length), out var index) ? index : -1;

    /// <summary>Divides a module's functions; there is always one chunk, which also holds what crosses the host's boundary.</summary>
    public static CodeChunk[] Divide(ModuleContents module)
    {
        var chunks = new List<CodeChunk>();
        var first = 0;
        var (bytes, work) = (0, 0L);
        for (var i = 0; i < module.Bodies.Count; i++)
        {
            var size = module.Bodies[i].End - module.Bodies[i].Start;
            if (i > first && (bytes + size > BodyBytes || i - first == MaxFunctions || work + module.Bodies[i].Work > MaxWork))
            {
                chunks.Add(new CodeChunk(chunks.Count, module.ImportedFunctions + first, i - first));
                (first, bytes, work) = (i, 0, 0);
            }

            bytes += size;
            work += module.Bodies[i].Work;
        }

        chunks.Add(new CodeChunk(chunks.Count, module.ImportedFunctions + first, module.Bodies.Count - first));
        return [.. chunks];
    }
}
