using System.Text;
using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Log;

/// <summary>Signs what the log is after a change.</summary>
/// <param name="origin">The log's name.</param>
internal sealed class CheckpointWriter(string origin, ISigner key)
{
    /// <summary>Signs the log as it is now and puts it where it is served.</summary>
    public Result<string, RegistryErrorCode> Renew(ICatalogueWriter writer)
    {
        var size = writer.LogSize();
        if (!new Checkpoint(origin, size, LogTree.Root(writer, size)).Sign(key).TryGet(out var note, out var fault))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, $"The log's key did not sign: {fault.Message}", fault.Mend);
        }

        var text = note.ToString();
        writer.PutDocument(DocumentNames.Checkpoint, Encoding.UTF8.GetBytes(text));
        return text;
    }
}
