using System.Buffers.Binary;
using Ludos.Base;

namespace Ludos.Store;

/// <summary>What a patch begins with: how it works, from which files, and how long the result is.</summary>
internal sealed record PatchHead(PatchCodec Codec, BaseRewrite Rewrite, int TargetBytes, IReadOnlyList<(Digest Digest, int SizeBytes)> Bases)
{
    internal const int MaxBases = 2;

    private const int FixedBytes = 12;
    private const int BaseBytes = Digest.SizeBytes + 4;
    private const byte Version = 1;

    internal int Bytes => FixedBytes + (Bases.Count * BaseBytes);

    private static ReadOnlySpan<byte> Magic => "LPAT"u8;

    internal void Write(Span<byte> destination)
    {
        Magic.CopyTo(destination);
        destination[4] = Version;
        destination[5] = (byte)Codec;
        destination[6] = (byte)Rewrite;
        destination[7] = (byte)Bases.Count;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], (uint)TargetBytes);
        var at = destination[FixedBytes..];
        foreach (var (digest, size) in Bases)
        {
            digest.Span.CopyTo(at);
            BinaryPrimitives.WriteUInt32LittleEndian(at[Digest.SizeBytes..], (uint)size);
            at = at[BaseBytes..];
        }
    }

    internal static Result<PatchHead, StoreErrorCode> Read(ReadOnlySpan<byte> patch)
    {
        if (patch.Length < FixedBytes || !patch.StartsWith(Magic) || patch[4] != Version)
        {
            return StoreFaults.Malformed("This is no patch of version 1.");
        }

        var (codec, rewrite, count, target) = ((PatchCodec)patch[5], (BaseRewrite)patch[6], patch[7], BinaryPrimitives.ReadUInt32LittleEndian(patch[8..]));
        if (!Enum.IsDefined(codec) || !Enum.IsDefined(rewrite) || (rewrite != BaseRewrite.None && codec != PatchCodec.Diff))
        {
            return StoreFaults.Malformed($"A patch with codec {patch[5]} and rewrite {patch[6]} is not known here.");
        }

        if (count is 0 or > MaxBases || patch.Length < FixedBytes + (count * BaseBytes) || target > StoreLimits.MaxObjectBytes)
        {
            return StoreFaults.Malformed($"A patch of {patch.Length} bytes from {count} files to {target} bytes cannot be.");
        }

        var bases = new (Digest, int)[count];
        var total = 0L;
        for (var index = 0; index < count; index++)
        {
            var at = patch.Slice(FixedBytes + (index * BaseBytes), BaseBytes);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(at[Digest.SizeBytes..]);
            total += size;
            bases[index] = (new Digest(at[..Digest.SizeBytes]), (int)Math.Min(size, int.MaxValue));
        }

        return total <= StoreLimits.MaxObjectBytes
            ? new PatchHead(codec, rewrite, (int)target, bases)
            : new Fault<StoreErrorCode>(StoreErrorCode.TooLarge, $"A patch from {total} bytes starts from more than the {StoreLimits.MaxObjectBytes} that a module may have.");
    }
}
