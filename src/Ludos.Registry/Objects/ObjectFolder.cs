using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Store;

namespace Ludos.Registry.Objects;

/// <summary>Objects as files, one each, in a folder that several registries may share: a name appears once its file is whole and verified.</summary>
internal sealed class ObjectFolder : IObjectStore
{
    private const string IncomingFolder = "incoming";

    /// <summary>Objects whose place is remembered; an object never changes and is never taken away while a registry serves.</summary>
    private const int MaxRemembered = 262_144;

    private static readonly ObjectEncoding[] Plainly = [ObjectEncoding.Zstd, ObjectEncoding.Identity, ObjectEncoding.Brotli];
    private static readonly ObjectEncoding[] SealedOnly = [ObjectEncoding.Sealed];

    private readonly string _root;
    private readonly ConcurrentDictionary<(Digest Digest, Seal? Seal), ObjectPlace> _remembered = new();

    private ObjectFolder(string root) => _root = root;

    public static Result<ObjectFolder, RegistryErrorCode> Open(string root)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(root, IncomingFolder));
            for (var shard = 0; shard < 256; shard++)
            {
                Directory.CreateDirectory(Path.Combine(root, shard.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
            }

            return new ObjectFolder(root);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ObjectFaults.Of(error, root);
        }
    }

    public Result<ObjectPlace, RegistryErrorCode> Find(Digest digest, Seal? seal)
    {
        if (_remembered.TryGetValue((digest, seal), out var known))
        {
            return known;
        }

        ReadOnlySpan<ObjectEncoding> candidates = seal is null ? Plainly : SealedOnly;
        foreach (var encoding in candidates)
        {
            var file = new FileInfo(PathOf(digest, ExtensionOf(encoding, seal)));
            if (file.Exists)
            {
                return Remember((digest, seal), new ObjectPlace(digest, encoding, file.FullName, file.Length));
            }
        }

        return new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"There is no object {digest}.");
    }

    public Result<bool, RegistryErrorCode> Put(Digest digest, ObjectEncoding encoding, ReadOnlyMemory<byte> body, Seal? seal)
    {
        if (Check(digest, encoding, body, seal) is { } wrong)
        {
            return wrong;
        }

        if (seal is null && Find(digest, null).IsOk)
        {
            return false;
        }

        var incoming = Path.Combine(_root, IncomingFolder, Guid.NewGuid().ToString("N"));
        try
        {
            using (var file = new FileStream(incoming, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, PreallocationSize = body.Length }))
            {
                file.Write(body.Span);
                file.Flush(flushToDisk: true);
            }

            var place = PathOf(digest, ExtensionOf(encoding, seal));
            File.Move(incoming, place, overwrite: true);
            _ = Remember((digest, seal), new ObjectPlace(digest, encoding, place, body.Length));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ObjectFaults.Of(error, incoming);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    public Result<ReadOnlyMemory<byte>, RegistryErrorCode> Encoded(ObjectPlace stored)
    {
        try
        {
            return (ReadOnlyMemory<byte>)File.ReadAllBytes(stored.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ObjectFaults.Of(error, stored.Path);
        }
    }

    public Result<byte[], RegistryErrorCode> Plain(Digest digest, int maxBytes, Seal? seal, Sealer? sealer)
    {
        if (!Find(digest, seal).TryGet(out var stored, out var fault))
        {
            return fault;
        }

        if (!Encoded(stored).TryGet(out var bytes, out fault))
        {
            return fault;
        }

        return ObjectCodec.Decode(digest, stored.Encoding, bytes.Span, maxBytes, sealer).TryGet(out var plain, out var problem)
            ? plain
            : ObjectFaults.Of(problem);
    }

    public Fault<RegistryErrorCode>? Settle(IEnumerable<Digest> digests)
    {
        foreach (var folder in digests.Select(digest => Path.GetDirectoryName(PathOf(digest, ""))!).Distinct(StringComparer.Ordinal))
        {
            if (FolderSync.Bring(folder) is { } fault)
            {
                return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, fault.Message, fault.Mend);
            }
        }

        return null;
    }

    /// <summary>What is not sealed is decoded and measured; a seal is opened when its release comes with the key.</summary>
    private static Fault<RegistryErrorCode>? Check(Digest digest, ObjectEncoding encoding, ReadOnlyMemory<byte> body, Seal? seal)
    {
        if ((encoding == ObjectEncoding.Sealed) != (seal is not null))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.WrongEncoding, $"Object {digest}: a sealed object, and no other, names its seal.", "Put ?seal=ID.GENERATION behind the address of sealed objects.");
        }

        if (encoding == ObjectEncoding.Sealed)
        {
            return body.Length > Sealer.OverheadBytes ? null : new Fault<RegistryErrorCode>(RegistryErrorCode.WrongEncoding, $"The body of object {digest} is too short to be a seal.");
        }

        return ObjectCodec.Decode(digest, encoding, body.Span, RegistryLimits.MaxObjectBytes).TryGet(out _, out var fault) ? null : ObjectFaults.OfUpload(fault);
    }

    private static string ExtensionOf(ObjectEncoding encoding, Seal? seal) => encoding switch
    {
        ObjectEncoding.Identity => ".raw",
        ObjectEncoding.Zstd => ".zst",
        ObjectEncoding.Brotli => ".br",
        _ => $".{seal}.sealed",
    };

    private ObjectPlace Remember((Digest Digest, Seal? Seal) key, ObjectPlace stored)
    {
        if (_remembered.Count >= MaxRemembered)
        {
            _remembered.Clear();
        }

        _remembered[key] = stored;
        return stored;
    }

    private string PathOf(Digest digest, string extension)
    {
        var name = digest.ToString();
        return Path.Combine(_root, name[..2], name + extension);
    }
}
