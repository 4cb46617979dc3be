using System.Collections.Immutable;
using System.Globalization;
using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Log;
using Ludos.Trust;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>The transparency log: tiles and entries by C2SP's tlog-tiles, and proofs for who keeps no tiles.</summary>
internal sealed class LogCalls(IRegistryCatalogue catalogue)
{
    /// <summary>What stands before a tile's level in its path; the router has taken it off.</summary>
    private const string TilePrefix = "tile/";

    public Task TileAsync(HttpContext context, string path)
    {
        if (!TileId.TryParse(TilePrefix + path, out var tile))
        {
            return Problem.AnswerAsync(context, RegistryErrorCode.BadName, "That is no tile's address.");
        }

        var found = catalogue.Read<byte[]>(reader => (tile.Level == TileId.EntriesLevel ? Entries(reader, tile) : Hashes(reader, tile)) is { } bytes
            ? bytes
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, "The log has no such tile yet."));
        return found.TryGet(out var bytes, out var fault) ? Answers.FixedAsync(context, bytes, Answers.Binary) : Problem.AnswerAsync(context, fault);
    }

    public Task ProofAsync(HttpContext context) => Number(context, "index", out var index) && Number(context, "size", out var size) && index < size
        ? ProveAsync(context, size, reader => LogTree.Inclusion(reader, index, size))
        : Problem.AnswerAsync(context, RegistryErrorCode.BadRequest, "\"index\" and \"size\" are numbers, the index below the size.");

    public Task ConsistencyAsync(HttpContext context) => Number(context, "from", out var from) && Number(context, "to", out var to) && from > 0 && from <= to
        ? ProveAsync(context, to, reader => LogTree.Consistency(reader, from, to))
        : Problem.AnswerAsync(context, RegistryErrorCode.BadRequest, "\"from\" and \"to\" are numbers above zero, the first not above the second.");

    private Task ProveAsync(HttpContext context, long size, Func<ICatalogueReader, ImmutableArray<Digest>> prove)
    {
        var found = catalogue.Read<ImmutableArray<Digest>>(reader => size <= reader.LogSize()
            ? prove(reader)
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotFound, $"The log has fewer than {size} entries."));
        return found.TryGet(out var proof, out var fault)
            ? Answers.ObjectAsync(context, writer =>
            {
                writer.WriteStartArray("proof");
                foreach (var hash in proof)
                {
                    writer.WriteBase64StringValue(hash.Span);
                }

                writer.WriteEndArray();
            })
            : Problem.AnswerAsync(context, fault);
    }

    private static byte[]? Hashes(ICatalogueReader reader, TileId tile)
    {
        var hashes = reader.LogHashes(tile.Level * TileId.LevelsOfTree, tile.Index * TileId.FullWidth, tile.Width);
        return hashes.Count == tile.Width ? [.. hashes.SelectMany(hash => hash)] : null;
    }

    private static byte[]? Entries(ICatalogueReader reader, TileId tile)
    {
        var entries = new List<ReadOnlyMemory<byte>>(tile.Width);
        for (var index = tile.Index * TileId.FullWidth; entries.Count < tile.Width; index++)
        {
            if (reader.LogEntry(index) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
        }

        return TileBytes.Entries(entries);
    }

    private static bool Number(HttpContext context, string name, out long number) =>
        long.TryParse(context.Request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
