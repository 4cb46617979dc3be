using System.Runtime.CompilerServices;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Tests.Conformance;
using Xunit;

namespace Ludos.Wasm.Tests.Compilation;

/// <summary>Emitted code states nothing of this process: another one would emit the same bytes.</summary>
public class SameBytesTests
{
    [Fact]
    public void KernelsAndGamesAreEmittedAlikeWhateverTheNumbersOfTheirTypes()
    {
        var files = Directory.GetFiles(Path.Combine(ConformanceData.Root, "bench", "kernels"), "*.wasm")
            .Concat(Directory.GetFiles(Path.Combine(ConformanceData.Root, "games"), "*.wasm", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count > 8);
        var before = files.ConvertAll(Emit);
        ForgetTypes();
        var after = files.ConvertAll(Emit);
        for (var i = 0; i < files.Count; i++)
        {
            Assert.True(before[i].Bytes.SequenceEqual(after[i].Bytes), files[i]);
        }

        Assert.Contains(Enumerable.Range(0, files.Count), i => before[i].Number != after[i].Number);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (byte[] Bytes, int Number) Emit(string path)
    {
        var module = WasmModule.Decode(File.ReadAllBytes(path)).Value.Contents;
        var chunks = CodeChunk.Divide(module);
        return (ChunkCompiler.Compile(module, new CompileOptions(), chunks, chunks[0], default).Image.Bytes, module.Types.Count == 0 ? 0 : module.Types[0].Id);
    }

    // Types are held weakly, and a number is never given out again.
    private static void ForgetTypes()
    {
        for (var i = 0; i < 3; i++)
        {
#pragma warning disable RS0030 // What is forgotten must be gone.
            GC.Collect();
#pragma warning restore RS0030
            GC.WaitForPendingFinalizers();
        }
    }
}
