using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>The payload of a tick record, checked. Its spans are valid as long as the record's.</summary>
public readonly ref struct LogTick
{
    /// <summary>The largest payload of a tick.</summary>
    internal const int MaxBytes = 24 + LogLimits.MaxInputBytes + (LogLimits.MaxRegions * 32);

    private readonly ReadOnlySpan<byte> _hashes;

    private LogTick(scoped in TickHead head, ReadOnlySpan<byte> input, ReadOnlySpan<byte> hashes)
    {
        SolidBytes = (long)head.SolidBytes;
        Tick = head.Tick;
        Input = input;
        _hashes = hashes;
    }

    /// <summary>Bytes of the file that must be whole where this record is found.</summary>
    public long SolidBytes { get; }

    /// <summary>The world's clock after the step.</summary>
    public long Tick { get; }

    /// <summary>What the step read from outside.</summary>
    public ReadOnlySpan<byte> Input { get; }

    public int HashCount => _hashes.Length / Marshal.SizeOf<TickHash>();

    /// <exception cref="ArgumentOutOfRangeException">No such hash.</exception>
    public RegionHash Hash(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)HashCount);
        var bytes = _hashes[(index * Marshal.SizeOf<TickHash>())..];
        var stored = MemoryMarshal.Read<TickHash>(bytes);
        return new RegionHash((int)stored.Region, stored.Epoch, BinaryPrimitives.ReadUInt128LittleEndian(bytes[sizeof(ulong)..]));
    }

    /// <summary><see cref="SolidBytes"/> of a payload whose checksum holds; -1 where it is no tick.</summary>
    internal static long SolidBytesOf(ReadOnlySpan<byte> payload)
    {
        var tick = Read(payload, LogLimits.MaxRegions, out var problem);
        return problem is null ? tick.SolidBytes : -1;
    }

    /// <param name="regionCount">Of the log's description.</param>
    /// <param name="problem">What is wrong with the payload; null when nothing is.</param>
    internal static LogTick Read(ReadOnlySpan<byte> payload, int regionCount, out string? problem)
    {
        var reader = new PayloadReader(payload);
        var head = reader.Take<TickHead>();
        if (head.InputBytes > LogLimits.MaxInputBytes)
        {
            reader.Refuse($"its input has {head.InputBytes} bytes; at most {LogLimits.MaxInputBytes} are read");
        }

        if (head.HashCount > regionCount || head.SolidBytes > long.MaxValue || head.Tick < 0)
        {
            reader.Refuse("its head holds a number that cannot be");
        }

        var input = reader.Bytes(head.InputBytes, "input");
        var tick = new LogTick(head, input, reader.Bytes((long)head.HashCount * Marshal.SizeOf<TickHash>(), "hashes"));
        var last = -1;
        for (var index = 0; index < tick.HashCount && reader.Problem is null; index++)
        {
            var region = tick.Hash(index).Region;
            if (region <= last || region >= regionCount)
            {
                reader.Refuse($"its hashes name region {region} after {last}");
            }

            last = region;
        }

        problem = reader.End();
        return tick;
    }
}
