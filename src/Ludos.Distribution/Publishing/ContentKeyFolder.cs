using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>
/// A publisher's own keys of sealed content: one file a module, for its owner alone. They lie beside the plain files that they seal, and are worth no more
/// than those. Who loses one goes on with another generation; what was sealed before stays readable for who has a receipt.
/// </summary>
/// <param name="dataFolder">The user's data folder.</param>
/// <param name="now">Calendar time: a key's generation is the minute in which it was drawn, so a key that was lost is never followed by one of its number.</param>
public sealed class ContentKeyFolder(string dataFolder, Func<DateTimeOffset> now)
{
    private const string FolderName = "content-keys";
    private const string Suffix = ".json";
    private const string Type = "ludos.content-key/v1";
    private const int MaxBytes = 4 * 1024;
    private const int SecondsPerMinute = 60;

    /// <summary>The key that seals a module from now on; drawn at the first call.</summary>
    public Result<ContentKey, PublishErrorCode> Of(string moduleId)
    {
        if (!SharedFolder.Open(dataFolder).TryGet(out var parent, out var fault))
        {
            return Failed(fault);
        }

        parent.Dispose();
        if (!SharedFolder.Open(Path.Combine(dataFolder, FolderName)).TryGet(out var folder, out fault))
        {
            return Failed(fault);
        }

        using (folder)
        {
            if (!WholeFile.Read(folder, moduleId + Suffix, MaxBytes).TryGet(out var kept, out fault))
            {
                return Failed(fault);
            }

            if (kept is not null)
            {
                return Parse(kept, Path.Combine(folder.Path, moduleId + Suffix));
            }

            var key = new ContentKey((int)(now().ToUnixTimeSeconds() / SecondsPerMinute), RandomNumberGenerator.GetBytes(Sealer.KeyBytes));
            return WholeFile.Write(folder, moduleId + Suffix, Write(key)) is { } unkept ? Failed(unkept) : key;
        }
    }

    private static byte[] Write(ContentKey key) => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", Type);
        writer.WriteNumber("generation", key.Generation);
        writer.WriteBase64String("key", key.Bytes);
    });

    private static Result<ContentKey, PublishErrorCode> Parse(byte[] json, string path)
    {
        return DocumentFields.TryRead(json, MaxBytes, ["type", "generation", "key"], Read, out var key, out var problem)
            ? key!
            : new Fault<PublishErrorCode>(PublishErrorCode.Failed, $"{path} cannot be read: {problem}.", "Restore it, or remove it to seal with a new key from now on.");

        static ContentKey Read(DocumentFields fields)
        {
            fields.Demand("type", Type);
            var bytes = fields.Bytes("key", Sealer.KeyBytes);
            return bytes.Length == Sealer.KeyBytes ? new ContentKey((int)fields.Number("generation", 1, int.MaxValue), bytes) : throw new DocumentException($"\"key\" has not {Sealer.KeyBytes} bytes");
        }
    }

    private static Fault<PublishErrorCode> Failed(Fault<FileErrorCode> fault) => new(PublishErrorCode.Failed, fault.Message, fault.Mend);
}
