using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Logs;

/// <summary>Damaged logs, with and without checksums that fit: records that obey every rule, or a typed fault; never an exception.</summary>
public sealed class LogFuzzTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Damaged_logs_are_read_or_refused()
    {
        var good = SampleLog.Make(out _);
        var mutations = new Mutations(0x106);
        var (refused, accepted) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = good.ToArray();
            mutations.Damage(bytes);
            _ = Judge(bytes) ? accepted++ : refused++;
        }

        Assert.True(refused > Rounds / 2, $"Only {refused} of {Rounds} were refused: the damage does nothing.");
        Assert.True(accepted > 0, "Nothing was accepted: the seed is not legal.");
    }

    /// <summary>A checksum keeps most damage from the parsers behind it; a hostile file has checksums that fit.</summary>
    [Fact]
    public void Payloads_with_checksums_that_fit_are_read_or_refused()
    {
        var good = SampleLog.Make(out var offsets);
        var mutations = new Mutations(0x107);
        var codes = new Dictionary<LogErrorCode, int>();
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = good.ToArray();
            var record = mutations.Below(offsets.Count);
            var start = (int)offsets[record];
            var end = record + 1 < offsets.Count ? (int)offsets[record + 1] : bytes.Length;
            mutations.Damage(bytes.AsSpan(start, end - start));
            Seal(bytes, start);
            _ = Judge(bytes, codes) ? accepted++ : 0;
        }

        Assert.True(codes.GetValueOrDefault(LogErrorCode.Corrupt) > Rounds / 10, "The damage does not reach the parsers.");
        Assert.True(accepted > 0, "Nothing was accepted: the seed is not legal.");
    }

    /// <summary>Logs that a fuzzer or a reader of the code once found troublesome; the file's name says how.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Logs", "corpus"), "*.hex");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = string.Concat(File.ReadLines(file).Where(line => !line.StartsWith('#')));
            Assert.False(Judge(Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal))), Path.GetFileName(file));
        }
    }

    /// <summary>Gives the record at an offset the checksum that it should have, where its length lies inside the file.</summary>
    private static void Seal(Span<byte> bytes, int start)
    {
        var head = MemoryMarshal.Read<LogRecordHead>(bytes[start..]);
        var headBytes = Marshal.SizeOf<LogRecordHead>();
        var padded = LogFormat.Padded(head.PayloadBytes);
        if (start + headBytes + padded <= bytes.Length)
        {
            head.Checksum = head.ComputeChecksum(bytes.Slice(start + headBytes, (int)padded));
            MemoryMarshal.Write(bytes[start..], head);
        }
    }

    /// <summary>True when every record to the end was accepted.</summary>
    private static bool Judge(byte[] bytes, Dictionary<LogErrorCode, int>? codes = null)
    {
        if (!LogTests.Open(bytes).TryGet(out var reader, out var fault))
        {
            Count(codes, fault.Code);
            return false;
        }

        using (reader)
        {
            Assert.All(reader.Description.Regions, region => Assert.Null(SchemaRules.Check(region)));
            while (reader.TryNext(out var record, out fault))
            {
                Assert.InRange(record.Payload.Length, 0, bytes.Length);
                fault = Look(reader, record);
                if (fault is not null)
                {
                    break;
                }
            }

            if (fault is not null)
            {
                Count(codes, fault.Code);
                Assert.Contains("sample", fault.Message, StringComparison.Ordinal);
            }

            return fault is null && !reader.IsTorn;
        }
    }

    private static Fault<LogErrorCode>? Look(LogReader reader, in LogRecord record)
    {
        switch (record.Kind)
        {
            case LogRecordKind.Part:
                return reader.ReadPart(record).Fault;
            case LogRecordKind.Event:
                return reader.ReadEvent(record).Fault;
            case LogRecordKind.Tick:
                var tick = reader.ReadTick(record, out var fault);
                for (var index = 0; fault is null && index < tick.HashCount; index++)
                {
                    Assert.InRange(tick.Hash(index).Region, 0, reader.Description.Regions.Length - 1);
                }

                return fault;
            default:
                return null;
        }
    }

    private static void Count(Dictionary<LogErrorCode, int>? codes, LogErrorCode code)
    {
        if (codes is not null)
        {
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }
    }
}
