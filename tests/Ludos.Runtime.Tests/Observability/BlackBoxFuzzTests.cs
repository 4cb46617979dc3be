using Ludos.Protocols.System.V1;
using Ludos.Runtime.Observability;
using Xunit;

namespace Ludos.Runtime.Tests.Observability;

/// <summary>Damaged black boxes: a report that keeps its bounds, or a typed fault; never an exception, never a line that was not written.</summary>
public sealed class BlackBoxFuzzTests
{
    private const int Rounds = 300;
    private const int WrittenLines = 40;
    private const int Hot = BlackboxLayout.BoxMap.RecordsOffset + (WrittenLines * BlackboxLayout.BoxRecordBytes);

    [Fact]
    public void Damage_is_refused_or_reported_within_bounds()
    {
        var folder = Directory.CreateTempSubdirectory("ludos-boxfuzz-").FullName;
        try
        {
            using var box = BlackBox.InFile(folder, "fuzz", TimeProvider.System).Value;
            box.NameUnits(["a/one", "b/two"]);
            for (var line = 0; line < WrittenLines; line++)
            {
                box.Append(BoxRecordKind.Marker, line, $"written {line}");
            }

            var good = ReadShared(box.Path!);
            var state = 0xB0C5UL;
            var (refused, dropped) = (0, 0);
            for (var round = 0; round < Rounds; round++)
            {
                var bytes = (byte[])good.Clone();
                Damage(bytes.AsSpan(0, round % 3 == 0 ? 512 : Hot), ref state);
                if (!BlackBoxReader.Parse(bytes, "fuzz").TryGet(out var report, out _))
                {
                    refused++;
                    continue;
                }

                Assert.All(report.Lines, line => Assert.StartsWith("written ", line.Text, StringComparison.Ordinal));
                Assert.True(report.Lines.Count <= WrittenLines);
                dropped += WrittenLines - report.Lines.Count;
            }

            Assert.True(refused > 0, "No header was refused: the damage does nothing.");
            Assert.True(dropped > 0, "No line was dropped: the damage does nothing.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Bytes that once led the reader astray, or would lead a careless one: lines of "offset hex" laid over a good box.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "Ludos.Runtime.Tests", "Corpus", "box"));
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = new byte[BlackboxLayout.BoxBytes];
            foreach (var line in File.ReadLines(file).Where(line => !line.StartsWith('#')))
            {
                var parts = line.Split(' ');
                Convert.FromHexString(parts[1]).CopyTo(bytes, int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture));
            }

            if (BlackBoxReader.Parse(bytes, file).TryGet(out var report, out _))
            {
                Assert.Empty(report.Lines);
                Assert.Empty(report.Unit);
            }
        }
    }

    [Theory]
    [InlineData(0, BlackBoxErrorCode.Truncated)]
    [InlineData(BlackboxLayout.BoxBytes - 1, BlackBoxErrorCode.Truncated)]
    [InlineData(BlackboxLayout.BoxBytes, BlackBoxErrorCode.NotABox)]
    public void What_is_no_box_is_named(int length, BlackBoxErrorCode code)
    {
        var fault = BlackBoxReader.Parse(new byte[length], "some.box").Fault!;
        Assert.Equal(code, fault.Code);
        Assert.Contains("some.box", fault.Message, StringComparison.Ordinal);
    }

    private static void Damage(Span<byte> bytes, ref ulong state)
    {
        const int Places = 60;
        for (var place = 0; place < Places; place++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes[(int)(state % (ulong)bytes.Length)] ^= (byte)(1 << (int)((state >> 40) & 7));
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[BlackboxLayout.BoxBytes];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
