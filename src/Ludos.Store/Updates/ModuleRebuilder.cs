using Ludos.Base;

namespace Ludos.Store;

/// <summary>Carries out a plan once all its objects are in the store: the new module's bytes, every file compared with its digest.</summary>
/// <param name="store">Where patches and chunks are.</param>
/// <param name="sealer">Opens the sealed ones; null when there are none.</param>
public sealed class ModuleRebuilder(ChunkStore store, Sealer? sealer = null)
{
    /// <param name="head">The new module's first bytes, compared with the module's digest by the caller.</param>
    /// <param name="plan">What <see cref="UpdatePlanner"/> made.</param>
    /// <param name="offsets">Where each file begins, in bytes: at or behind the end of the one before.</param>
    /// <param name="sizeBytes">Length of the new module.</param>
    /// <param name="oldFile">Content of a file of the old version, or null.</param>
    public Result<byte[], StoreErrorCode> Rebuild(ReadOnlySpan<byte> head, UpdatePlan plan, IReadOnlyList<long> offsets, long sizeBytes, Func<Digest, ReadOnlyMemory<byte>?> oldFile)
    {
        var map = new ChunkMap([.. plan.Files.Select(file => file.Target.Content)]);
        if (Assembler.Complaint(head.Length, map, offsets, sizeBytes) is { } complaint)
        {
            return StoreFaults.Malformed(complaint);
        }

        var module = new byte[sizeBytes];
        head.CopyTo(module);
        var rebuilt = new Dictionary<Digest, ReadOnlyMemory<byte>>();
        foreach (var (index, file) in plan.Files.Index())
        {
            var content = module.AsMemory((int)offsets[index], file.Target.Content.SizeBytes);
            if (Rebuild(file, content, digest => rebuilt.TryGetValue(digest, out var own) ? own : oldFile(digest)) is { } fault)
            {
                return fault;
            }

            rebuilt[file.Target.Content.Digest] = content;
        }

        return module;
    }

    private Fault<StoreErrorCode>? Rebuild(PlannedFile file, Memory<byte> content, Func<Digest, ReadOnlyMemory<byte>?> find)
    {
        var digest = file.Target.Content.Digest;
        switch (file.Source)
        {
            case FileSource.Chunks:
                return new Assembler(store, sealer).Assemble(file.Target.Content, content);
            case FileSource.Patch:
                return store.Get(file.Patch!.Object, (int)Math.Min(file.Patch.SizeBytes, StoreLimits.MaxObjectBytes), sealer).TryGet(out var patch, out var fault)
                    ? Patch.Apply(patch, digest, find, content.Span)
                    : fault;
            default:
                if (content.Length > 0)
                {
                    if (find(digest) is not { } held || held.Length != content.Length)
                    {
                        return StoreFaults.Missing(digest);
                    }

                    held.CopyTo(content);
                }

                return Digest.Of(content.Span) == digest ? null : StoreFaults.Damaged(digest, $"what is held for {file.Target.Path} has another digest");
        }
    }
}
