using Ludos.Base;
using Ludos.Platform.Engines;

namespace Ludos.Store;

/// <summary>
/// How one file comes out of others that the receiver holds. Made by the publisher, an object like any other; whatever it says, the result counts only with the
/// digest that was expected. See docs/reference/chunks.md.
/// </summary>
/// <param name="Codec">How it works inside.</param>
/// <param name="From">The first base: what a receiver must hold for the patch to be of use.</param>
/// <param name="Bytes">The patch itself.</param>
public sealed record Patch(PatchCodec Codec, Digest From, byte[] Bytes)
{
    /// <summary>Bytes that the suffix array of the bases is made for at most: above them the difference takes too long, and zstd alone is tried.</summary>
    private const int MaxDiffBytes = 16 * 1024 * 1024;

    /// <summary>Makes the smallest patch that any codec gives.</summary>
    /// <param name="after">The new file.</param>
    /// <param name="bases">One or two files, the one most like it first.</param>
    public static Patch Make(ReadOnlyMemory<byte> after, IReadOnlyList<PatchBase> bases)
    {
        if (bases.Count is 0 or > PatchHead.MaxBases)
        {
            throw new ArgumentException($"A patch has 1 to {PatchHead.MaxBases} bases, not {bases.Count}.", nameof(bases));
        }

        var before = Join(bases);
        var candidates = new List<Patch>();
        if (before.Length <= MaxDiffBytes && after.Length <= MaxDiffBytes)
        {
            candidates.Add(Seal(PatchCodec.Diff, BaseRewrite.None, after.Length, bases, DiffStreams.Write(BinaryDiff.Make(before.Span, after.Span), [])));
            if (MakeMoved(after, bases) is { } moved)
            {
                candidates.Add(moved);
            }
        }

        if (Zstd.IsPresent)
        {
            var frame = new byte[Compression.MaxBytes(after.Length)];
            candidates.Add(Seal(PatchCodec.Zstd, BaseRewrite.None, after.Length, bases, frame.AsSpan(0, ZstdPool.Compress(after.Span, before.Span, frame, Zstd.MaxLevel))));
        }

        return candidates.MinBy(patch => patch.Bytes.Length) ?? Seal(PatchCodec.Diff, BaseRewrite.None, after.Length, bases, DiffStreams.Write(new Diff([new DiffStep(0, after.Length, 0)], [], after.ToArray()), []));
    }

    /// <summary>The difference from an assembly whose numbers have been moved; null when these are no assemblies.</summary>
    private static Patch? MakeMoved(ReadOnlyMemory<byte> after, IReadOnlyList<PatchBase> bases)
    {
        var old = bases[0].Content.ToArray();
        if (CliRewriter.Find(old, after.ToArray()) is not { } moves || CliRewriter.Apply(old, moves) is not { } moved)
        {
            return null;
        }

        var before = Join([new PatchBase(bases[0].Digest, moved), .. bases.Skip(1)]);
        return Seal(PatchCodec.Diff, BaseRewrite.Cli, after.Length, bases, DiffStreams.Write(BinaryDiff.Make(before.Span, after.Span), moves.Write()));
    }

    /// <summary>The files that a patch needs, the first of them <see cref="From"/>; their sizes in bytes.</summary>
    public static Result<IReadOnlyList<(Digest Digest, int SizeBytes)>, StoreErrorCode> Bases(ReadOnlySpan<byte> patch) =>
        PatchHead.Read(patch).TryGet(out var head, out var fault) ? head.Bases.ToArray() : fault;

    /// <summary>
    /// Applies a patch into a buffer of exactly the new file's size. Memory besides: the bases once more where there are two, and at most the target's size again.
    /// After a fault the buffer's content means nothing.
    /// </summary>
    /// <param name="patch">From anyone.</param>
    /// <param name="expected">Digest of the new file; nothing else is accepted.</param>
    /// <param name="find">Content of a base, or null when it is not held. Compared in length only: wrong content gives a wrong digest.</param>
    /// <param name="destination">Receives the new file.</param>
    public static Fault<StoreErrorCode>? Apply(ReadOnlySpan<byte> patch, Digest expected, Func<Digest, ReadOnlyMemory<byte>?> find, Span<byte> destination)
    {
        if (!PatchHead.Read(patch).TryGet(out var head, out var fault))
        {
            return fault;
        }

        if (head.TargetBytes != destination.Length)
        {
            return StoreFaults.Malformed($"The patch makes {head.TargetBytes} bytes, the file has {destination.Length}.");
        }

        var bases = new List<PatchBase>();
        foreach (var (digest, size) in head.Bases)
        {
            if (find(digest) is not { } content)
            {
                return new Fault<StoreErrorCode>(StoreErrorCode.NotFound, $"The patch starts from file {digest}, which is not held.", "Fetch the chunks instead.");
            }

            if (content.Length != size)
            {
                return StoreFaults.Damaged(digest, $"it has {content.Length} bytes, and the patch starts from {size}");
            }

            bases.Add(new PatchBase(digest, content));
        }

        return Rebuild(head, patch[head.Bytes..], bases, destination)
            ?? (Digest.Of(destination) == expected ? null : StoreFaults.Damaged(expected, "the patch gives other content"));
    }

    private static Fault<StoreErrorCode>? Rebuild(PatchHead head, ReadOnlySpan<byte> payload, List<PatchBase> bases, Span<byte> destination)
    {
        if (head.Codec == PatchCodec.Diff)
        {
            return DiffStreams.Apply(payload, moves => Rewrite(head.Rewrite, moves, bases), destination);
        }

        if (!Zstd.IsPresent)
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.Unsupported, "The patch is compressed with zstd, which this machine lacks.", "Install libzstd1 (apt-get install libzstd1), or fetch the chunks instead.");
        }

        return ZstdPool.Decompress(payload, Join(bases).Span, destination) == destination.Length ? null : StoreFaults.Malformed($"The patch does not decode to {destination.Length} bytes.");
    }

    private static Result<ReadOnlyMemory<byte>, StoreErrorCode> Rewrite(BaseRewrite rewrite, byte[] moves, List<PatchBase> bases)
    {
        if (rewrite == BaseRewrite.None)
        {
            return moves.Length == 0 ? Join(bases) : StoreFaults.Malformed("The patch has moves for a base that is not rewritten.");
        }

        if (CliMoves.Read(moves) is not { } read)
        {
            return StoreFaults.Malformed("The patch's moves cannot be read.");
        }

        return CliRewriter.Apply(bases[0].Content.ToArray(), read) is { } moved
            ? Join([new PatchBase(bases[0].Digest, moved), .. bases.Skip(1)])
            : StoreFaults.Malformed("The patch moves the numbers of an assembly, and its base is none.");
    }

    private static Patch Seal(PatchCodec codec, BaseRewrite rewrite, int targetBytes, IReadOnlyList<PatchBase> bases, ReadOnlySpan<byte> payload)
    {
        var head = new PatchHead(codec, rewrite, targetBytes, [.. bases.Select(each => (each.Digest, each.Content.Length))]);
        var bytes = new byte[head.Bytes + payload.Length];
        head.Write(bytes);
        payload.CopyTo(bytes.AsSpan(head.Bytes));
        return new Patch(codec, bases[0].Digest, bytes);
    }

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<PatchBase> bases)
    {
        if (bases.Count == 1)
        {
            return bases[0].Content;
        }

        var joined = new byte[bases.Sum(each => each.Content.Length)];
        var at = 0;
        foreach (var each in bases)
        {
            each.Content.CopyTo(joined.AsMemory(at));
            at += each.Content.Length;
        }

        return joined;
    }
}
