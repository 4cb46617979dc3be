using Ludos.Base;
using Xunit;

namespace Ludos.State.Tests.Logs;

public sealed class LogTests
{
    private const ushort NoEnd = 1;

    [Fact]
    public void What_was_written_is_read()
    {
        var bytes = SampleLog.Make(out var offsets);
        using var reader = Open(bytes).Value;
        Assert.Equal(LogKind.Recording, reader.Kind);
        Assert.Equal(SampleLog.World, reader.WorldId);
        Assert.Equal("pond", reader.Description.Id);
        Assert.Equal(SampleLog.Description.About.ToArray(), reader.Description.About.ToArray());
        Assert.Empty(reader.Description.RegionDifferences(SampleLog.Description.Regions));
        Assert.True(reader.Description.Regions[1].IsVolatile);

        var (events, ticks, kinds) = (0, 0, new List<LogRecordKind>());
        while (reader.TryNext(out var record, out var fault))
        {
            Assert.Null(fault);
            Assert.Equal(offsets[(int)record.Number], record.OffsetBytes);
            kinds.Add(record.Kind);
            switch (record.Kind)
            {
                case LogRecordKind.Part:
                    var part = reader.ReadPart(record).Value;
                    Assert.Equal((SampleLog.Part.Name, SampleLog.Part.Source), (part.Name, part.Source));
                    Assert.Equal(SampleLog.Part.Content.ToArray(), part.Content.ToArray());
                    Assert.Equal(64, part.Digest.Length);
                    break;
                case LogRecordKind.Event:
                    var happened = reader.ReadEvent(record).Value;
                    Assert.Equal(new LogEvent(LogEventKind.Stop, (long)record.Step, "pond.fish/swim", "too slow"), happened);
                    events++;
                    break;
                case LogRecordKind.Tick:
                    var tick = reader.ReadTick(record, out var bad);
                    Assert.Null(bad);
                    Assert.Equal((long)record.Step, tick.Tick);
                    Assert.Equal([1, 2, 3], tick.Input.ToArray());
                    Assert.Equal(RegionHash.Of(0, record.Step + 1, [9, 9]), tick.Hash(0));
                    Assert.Equal(1, tick.Hash(1).Region);
                    ticks++;
                    break;
            }
        }

        Assert.Equal((SampleLog.Steps, SampleLog.Steps), (events, ticks));
        Assert.Equal(LogRecordKind.End, kinds[^1]);
        Assert.False(reader.IsTorn);
        Assert.Equal(bytes.Length, reader.EndBytes);
    }

    /// <summary>Cut anywhere, a log gives exactly the records that are whole, and no fault.</summary>
    [Fact]
    public void A_tail_torn_at_any_byte_is_cut_at_the_last_whole_record()
    {
        var bytes = SampleLog.Make(out var offsets);
        for (var length = (int)offsets[1]; length < bytes.Length; length++)
        {
            using var reader = Open(bytes[..length]).Value;
            var read = 1;
            while (reader.TryNext(out _, out var fault))
            {
                Assert.Null(fault);
                read++;
            }

            var whole = offsets.Append(bytes.Length).Count(offset => offset <= length) - 1;
            Assert.True(whole == read, $"{read} records read of {whole} at {length} bytes.");
            Assert.Equal(offsets.Append(bytes.Length).Last(offset => offset <= length), reader.EndBytes);
            Assert.Equal(reader.EndBytes != length, reader.IsTorn);
        }
    }

    [Fact]
    public void Below_its_description_a_log_is_truncated_or_none()
    {
        var bytes = SampleLog.Make(out var offsets);
        for (var length = 0; length < offsets[1]; length++)
        {
            Assert.Equal(length < offsets[0] ? LogErrorCode.NotALog : LogErrorCode.Truncated, Open(bytes[..length]).Fault!.Code);
        }
    }

    /// <summary>A byte that changed in what the disk had is damage, named by offset and record, never a tail.</summary>
    [Fact]
    public void Damage_in_the_middle_is_named()
    {
        var bytes = SampleLog.Make(out var offsets);
        var firstRead = (int)offsets[1];
        for (var at = firstRead; at < offsets[^3]; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 0x40;
            using var reader = Open(damaged).Value;
            Fault<LogErrorCode>? fault;
            while (reader.TryNext(out _, out fault))
            {
            }

            var number = offsets.FindLastIndex(offset => offset <= at);
            Assert.Equal(LogErrorCode.Corrupt, fault?.Code);
            Assert.Contains($"record {number} at offset {offsets[number]}", fault!.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Until a later tick says that the disk had it, a hole is a tail that was still being written.</summary>
    [Fact]
    public void A_hole_that_was_not_on_the_disk_is_a_torn_tail()
    {
        var bytes = SampleLog.Make(out var offsets, isSolid: false);
        var hole = (int)offsets[4];
        bytes.AsSpan(hole, 16).Clear();
        using var reader = Open(bytes).Value;
        Fault<LogErrorCode>? fault;
        while (reader.TryNext(out _, out fault))
        {
        }

        Assert.Null(fault);
        Assert.True(reader.IsTorn);
        Assert.Equal(hole, reader.EndBytes);
    }

    [Fact]
    public void Records_of_an_older_file_on_the_same_disk_are_not_taken()
    {
        var bytes = SampleLog.Make(out var offsets);
        var old = new MemoryLog();
        using (var writer = new LogWriter(old, LogKind.Recording, SampleLog.World, 0, SampleLog.Salt + 1))
        {
            writer.Describe(SampleLog.Description);
            writer.AddPart(0, SampleLog.Part);
            writer.Add(LogRecordKind.Delta, 0, isCommit: false, new byte[50]);
            Assert.Null(writer.Flush());
        }

        using var reader = Open([.. bytes[..(int)offsets[2]], .. old.Bytes[(int)offsets[2]..]]).Value;
        Assert.True(reader.TryNext(out _, out _));
        Assert.False(reader.TryNext(out _, out var fault));
        Assert.Null(fault);
        Assert.True(reader.IsTorn);
    }

    [Fact]
    public void Another_version_is_told()
    {
        var bytes = SampleLog.Make(out _);
        bytes[8] = 9;
        var fault = Open(bytes).Fault!;
        Assert.Equal(LogErrorCode.VersionMismatch, fault.Code);
        Assert.Contains("version 9", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_not_what_its_digest_says_is_damage()
    {
        var file = new MemoryLog();
        using var writer = new LogWriter(file, LogKind.Recording, SampleLog.World, 0, SampleLog.Salt);
        writer.Describe(SampleLog.Description);
        var payload = new byte[40 + 4];
        payload[32] = 4;
        writer.Add(LogRecordKind.Part, 0, isCommit: false, payload);
        Assert.Null(writer.Flush());
        using var reader = Open(file.Bytes).Value;
        Assert.True(reader.TryNext(out var record, out _));
        Assert.Equal(LogErrorCode.Corrupt, reader.ReadPart(record).Fault!.Code);
    }

    [Fact]
    public void Differences_between_worlds_are_named()
    {
        var other = SampleLog.Description.Regions.SetItem(0, SampleLog.Description.Regions[0] with { Capacity = NoEnd }).Add(Schemas.Bytes("extra", 1, 1));
        var lines = SampleLog.Description.RegionDifferences(other);
        Assert.Equal(["region fish: capacity: 7 became 1", "region extra is new"], lines);
    }

    internal static Result<LogReader, LogErrorCode> Open(byte[] bytes) => LogReader.Open(new MemoryLog(bytes), "sample");
}
