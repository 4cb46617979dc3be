using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>
/// Turns patches into chunks: rebuilds the new files from those of the set before, and puts their chunks into the store, so that an update that
/// came by patches lies there like any other. A patch that does not give the right bytes costs its download, nothing else.
/// </summary>
internal sealed class PatchedFiles(InstalledModules installed, StoreSink sink)
{
    /// <summary>Rebuilds what was planned by patch. What cannot be rebuilt is left: its chunks are fetched instead.</summary>
    /// <param name="before">Files of the set before by digest.</param>
    public Fault<InstallErrorCode>? Rebuild(UpdatePlan plan, IReadOnlyDictionary<Digest, FileChunks> before, Func<Digest, byte[]?> patchOf)
    {
        var rebuilt = new Dictionary<Digest, ReadOnlyMemory<byte>>();
        ReadOnlyMemory<byte>? Find(Digest digest) => rebuilt.TryGetValue(digest, out var own) ? own : before.TryGetValue(digest, out var file) ? Read(file) : null;
        foreach (var file in plan.Files.Where(file => file.Source == FileSource.Patch))
        {
            var target = file.Target.Content;
            var content = new byte[target.SizeBytes];
            if (patchOf(file.Patch!.Object) is not { } patch || Patch.Apply(patch, target.Digest, Find, content) is not null)
            {
                continue;
            }

            rebuilt[target.Digest] = content;
            if (Keep(target, content) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>The rebuilt file was compared with its digest; that the map cuts it into these chunks is seen here.</summary>
    private Fault<InstallErrorCode>? Keep(FileChunks target, ReadOnlyMemory<byte> content)
    {
        var at = 0;
        foreach (var chunk in target.Chunks)
        {
            var plain = content.Slice(at, chunk.SizeBytes);
            at += chunk.SizeBytes;
            if (!installed.Store.Has(chunk.Digest) && sink.Keep(ObjectCodec.Encode(chunk.Digest, plain, CompressionEffort.Fast), plain) is { } fault)
            {
                return InstallFaults.Of(fault);
            }
        }

        return null;
    }

    private ReadOnlyMemory<byte>? Read(FileChunks file)
    {
        var content = new byte[file.SizeBytes];
        return new Assembler(installed.Store).Assemble(file, content) is null ? content : null;
    }
}
