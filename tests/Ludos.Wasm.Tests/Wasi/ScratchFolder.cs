using System.Security.Cryptography;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>A temporary folder of the machine.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ludos-wasi-").FullName;

    /// <summary>Names and hashes of all files in it.</summary>
    public string[] Contents() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{System.IO.Path.GetRelativePath(Path, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
