using Ludos.Protocols.System.V1;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Layout;

/// <summary>Damaged directory entries and headers: a schema that obeys every rule, or a typed fault; never an exception.</summary>
public sealed unsafe class DirectoryFuzzTests
{
    private const int Rounds = 30_000;
    private const int Headers = 20_000;

    private static readonly RegionSchema[] Seeds =
    [
        Schemas.Bytes("r", 1, 1),
        Schemas.Words("words", 1000, 62),
        new("fish", [new(1, "x", FieldType.F32), new(2, "name", FieldType.U8, 13), new(7, "energy", FieldType.F64), new(65535, "kind", FieldType.I16, 3)], 10_000, 4, IsVolatile: true),
        new(new string('n', SchemaLimits.MaxRegionNameBytes), [.. Enumerable.Range(0, SchemaLimits.MaxFields).Select(id => new FieldSchema((ushort)id, $"field-{id}", FieldType.U16))], 5, 3, IsVolatile: false),
    ];

    [Fact]
    public void Damaged_entries_are_refused_or_legal()
    {
        var mutations = new Mutations(0x5EED);
        var entry = new byte[DirectoryCodec.EntryBytes];
        var (refused, accepted, unsealed) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var schema = Seeds[round % Seeds.Length];
            DirectoryCodec.Write(entry, schema, SegmentLayout.SegmentBytes(schema), generation: 1);

            // Entries are mostly padding: damage where something is written, and now and then anywhere.
            mutations.Damage(mutations.Below(4) == 0 ? entry : entry.AsSpan(0, 128 + (64 * schema.Fields.Length)));
            if (round % 8 == 0)
            {
                _ = Judge(entry) ? unsealed++ : refused++;
                continue;
            }

            // The checksum finds accidents; whoever lies seals the lie as well, and the rules must find it.
            Seal(entry);
            _ = Judge(entry) ? accepted++ : refused++;
        }

        Assert.True(refused > Rounds / 4, $"Only {refused} of {Rounds} were refused: the damage does nothing.");
        Assert.True(unsealed < Rounds / 100, $"{unsealed} of {Rounds / 8} damaged entries passed their checksum.");
        Assert.True(accepted > 0, "Nothing was accepted: the seeds are not legal.");
    }

    /// <summary>Entries that a fuzzer or a reader of the code once found troublesome; see the comment in each file.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Layout", "corpus"), "*.hex");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var entry = new byte[DirectoryCodec.EntryBytes];
            var text = string.Concat(File.ReadLines(file).Where(line => !line.StartsWith('#')));
            Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal)).CopyTo(entry, 0);
            Seal(entry);
            Assert.False(Judge(entry), Path.GetFileName(file));
        }
    }

    [Fact]
    public void Entries_of_any_length_are_refused_below_the_full_one()
    {
        for (var length = 0; length < DirectoryCodec.EntryBytes; length += 97)
        {
            Assert.Equal(ArenaErrorCode.Truncated, DirectoryCodec.Read(new byte[length], 0).Fault!.Code);
        }
    }

    [Fact]
    public void Damaged_headers_are_refused_or_legal()
    {
        const int regions = 4;
        var size = SegmentLayout.ControlBytes(regions);
        var segment = new byte[size];
        var mutations = new Mutations(0xBAD);
        var codes = new HashSet<ArenaErrorCode>();
        fixed (byte* bytes = segment)
        {
            for (var round = 0; round < Headers; round++)
            {
                segment.AsSpan(0, ArenaLayout.ControlMap.EntriesOffset).Clear();
                ControlView.Make(bytes, size, regions, worldId: 3).Append(0, Seeds[2], SegmentLayout.SegmentBytes(Seeds[2]));
                mutations.Damage(segment.AsSpan(0, 128));
                if (!ControlView.Open(bytes, size).TryGet(out var view, out var fault))
                {
                    _ = codes.Add(fault.Code);
                    continue;
                }

                Assert.InRange(SegmentLayout.ControlBytes(view.MaxRegions), 1, size);
                Assert.InRange(view.RegionCount, 0, view.MaxRegions);
                for (var region = 0; region < view.RegionCount; region++)
                {
                    _ = view.Generation(region);
                    _ = view.ReadEntry(region);
                }
            }
        }

        Assert.Superset(new HashSet<ArenaErrorCode> { ArenaErrorCode.BadHeader, ArenaErrorCode.VersionMismatch, ArenaErrorCode.Truncated, ArenaErrorCode.Corrupt }, codes);
    }

    [Fact]
    public void Messages_of_any_bytes_are_refused_or_legal()
    {
        var mutations = new Mutations(0xF00D);
        var message = new byte[Reply.Bytes];
        for (var round = 0; round < Headers; round++)
        {
            new Request((RequestKind)(1 + (round % 5)), 3).Write(message);
            mutations.Damage(message.AsSpan(0, Request.Bytes));
            _ = Request.Read(message.AsSpan(0, round % 8 == 0 ? mutations.Below(Request.Bytes) : Request.Bytes));
            new Reply(null, 1, 65536).Write(message);
            mutations.Damage(message);
            var reply = Reply.Read(message);
            Assert.True(reply.IsOk || reply.Fault.Message.Length > 0);
        }
    }

    private static void Seal(Span<byte> entry) => DirectoryCodec.Head(entry).Checksum = DirectoryCodec.Checksum(entry);

    /// <summary>True when accepted; then every rule must hold.</summary>
    private static bool Judge(byte[] entry)
    {
        if (!DirectoryCodec.Read(entry, 0).TryGet(out var read, out var fault))
        {
            Assert.Equal(ArenaErrorCode.Corrupt, fault.Code);
            Assert.Contains("entry 0", fault.Message, StringComparison.Ordinal);
            return false;
        }

        Assert.Null(SchemaRules.Check(read.Schema));
        Assert.Equal(SegmentLayout.SegmentBytes(read.Schema), read.SegmentBytes);
        Assert.InRange(read.Schema.SizeBytes, 1, SchemaLimits.MaxSlotBytes);
        var again = new byte[DirectoryCodec.EntryBytes];
        DirectoryCodec.Write(again, read.Schema, read.SegmentBytes, read.Generation);
        Assert.Equal(read.Generation, DirectoryCodec.Read(again, 0).Value.Generation);
        Assert.Equal(read.Schema.HasExternalWriter, DirectoryCodec.Read(again, 0).Value.Schema.HasExternalWriter);
        Assert.Empty(RegionSchema.Difference(read.Schema, DirectoryCodec.Read(again, 0).Value.Schema));
        return true;
    }
}
