using Ludos.Base;

namespace Ludos.Store;

/// <summary>Cuts files into chunks and puts them into a batch. Thread-safe.</summary>
public static class FileCutter
{
    /// <summary>Digests of a file and of its chunks, without putting anything.</summary>
    /// <param name="content">At most <see cref="StoreLimits.MaxObjectBytes"/> bytes.</param>
    public static FileChunks Cut(ReadOnlyMemory<byte> content) => Cut(Digest.Of(content.Span), content, 1, (_, _) => null).Value;

    /// <summary>Puts a file's chunks.</summary>
    /// <param name="batch">Where they go.</param>
    /// <param name="digest">Of <paramref name="content"/>, as the module's directory has it; trusted.</param>
    /// <param name="content">At most <see cref="StoreLimits.MaxObjectBytes"/> bytes.</param>
    /// <param name="sealer">Seals the chunks when given.</param>
    /// <param name="workers">Threads that hash, compress and write, this one included.</param>
    public static Result<FileChunks, StoreErrorCode> Put(WriteBatch batch, Digest digest, ReadOnlyMemory<byte> content, Sealer? sealer = null, int workers = 1) =>
        Cut(digest, content, workers, (chunk, plain) => batch.PutTrusted(chunk, plain.Span, sealer));

    private static Result<FileChunks, StoreErrorCode> Cut(Digest digest, ReadOnlyMemory<byte> content, int workers, Func<Digest, ReadOnlyMemory<byte>, Fault<StoreErrorCode>?> put)
    {
        if (content.Length > StoreLimits.MaxObjectBytes)
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.TooLarge, $"A file of {content.Length} bytes is larger than the {StoreLimits.MaxObjectBytes} that a module may have.");
        }

        var work = new CutWork(content, workers);
        if (work.Run(put, digest) is { } fault)
        {
            return fault;
        }

        return new FileChunks(digest, content.Length, work.Chunks());
    }
}
