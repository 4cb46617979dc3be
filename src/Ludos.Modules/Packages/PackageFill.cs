using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Takes bytes to their place in a package.</summary>
internal delegate void PackageSink(long at, ReadOnlySpan<byte> bytes);

/// <summary>Reads each file of a survey once: every byte is digested and written on its way through one small buffer.</summary>
internal sealed class PackageFill(PackageSurvey survey, PackageSink sink) : IDisposable
{
    private const int BufferBytes = 512 * 1024;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <returns>The module's digest, or a fault that names the file.</returns>
    public Result<Digest, ModuleErrorCode> Run()
    {
        Span<byte> digest = stackalloc byte[Digest.SizeBytes];
        for (int index = 0; index < survey.Plan.Files.Length; index++)
        {
            GmodPlan.PlannedFile file = survey.Plan.Files[index];
            if (file.Path == ModuleManifest.FileName) Take(file.ContentAt, survey.ManifestBytes);
            else if (file.ContentBytes > 0 && Copy(file) is { } fault) return fault;
            _ = _hash.GetHashAndReset(digest);
            survey.Plan.SetDigest(index, new Digest(digest));
        }

        ReadOnlyMemory<byte> head = survey.Plan.Head();
        sink(0, head.Span);
        return Digest.Of(head.Span);
    }

    public void Dispose() => _hash.Dispose();

    private Fault<ModuleErrorCode>? Copy(GmodPlan.PlannedFile file)
    {
        string full = Path.Combine(survey.Folder, file.Path);
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            if (RandomAccess.GetLength(handle) != file.ContentBytes) return Changed(full);
            for (long done = 0; done < file.ContentBytes;)
            {
                int read = RandomAccess.Read(handle, _buffer.AsSpan(0, (int)Math.Min(BufferBytes, file.ContentBytes - done)), done);
                if (read == 0) return Changed(full);
                Take(file.ContentAt + done, _buffer.AsSpan(0, read));
                done += read;
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.Unreadable, $"{full} cannot be read: {error.Message}", "Check that it exists and can be read.");
        }
    }

    private void Take(long at, ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        sink(at, bytes);
    }

    private static Fault<ModuleErrorCode> Changed(string full) =>
        new(ModuleErrorCode.Unreadable, $"{full} changed while it was packed.", "Pack again when nothing writes to the folder.");
}
