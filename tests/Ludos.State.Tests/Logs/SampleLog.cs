using Xunit;

namespace Ludos.State.Tests.Logs;

/// <summary>A small log with every kind of record, and where each begins.</summary>
internal static class SampleLog
{
    internal const uint Salt = 0xC0FFEE11;
    internal const int Steps = 4;

    internal static readonly UInt128 World = new(0x0123456789ABCDEF, 0xFEDCBA9876543210);

    internal static readonly LogDescription Description = new(World, "pond", "The Pond", "{\"mods\":[]}"u8.ToArray(),
    [
        new RegionSchema("fish", [new FieldSchema(1, "x", FieldType.F32), new FieldSchema(2, "name", FieldType.U8, 13)], 7, 3, IsVolatile: false),
        new RegionSchema("screen", [new FieldSchema(1, "pixel", FieldType.U32)], 64, 1, IsVolatile: true),
    ]);

    internal static readonly LogPart Part = new("pond.fish", "/games/pond/fish", "", new byte[] { 1, 2, 3, 4, 5, 6, 7 });

    /// <param name="offsets">Of each record, in order.</param>
    internal static byte[] Make(out List<long> offsets, bool isSolid = true)
    {
        var file = new MemoryLog();
        using var writer = new LogWriter(file, LogKind.Recording, World, 0, Salt);
        var starts = new List<long>();
        Note(() => writer.Describe(Description));
        Note(() => writer.AddPart(0, Part));
        for (var step = 0UL; step < Steps; step++)
        {
            Note(() => writer.Add(LogRecordKind.Delta, step, isCommit: false, new byte[50]));
            Note(() => writer.AddEvent(step, LogEventKind.Stop, (long)step, "pond.fish/swim", "too slow"));
            var solid = isSolid ? writer.LengthBytes : 0;
            Note(() => writer.AddTick(step, solid, (long)step, [1, 2, 3], [RegionHash.Of(0, step + 1, [9, 9]), RegionHash.Of(1, step + 1, [])]));
        }

        Note(() => writer.Add(LogRecordKind.End, Steps - 1, isCommit: true, []));
        Assert.Null(writer.Flush());
        offsets = starts;
        return file.Bytes;

        void Note(Action add)
        {
            starts.Add(writer.LengthBytes);
            add();
        }
    }
}
