using System.Buffers.Binary;
using Ludos.Protocols.View.V1;

namespace Ludos.Web.Protocol;

/// <summary>
/// Writes what changed between two frames of one size as runs: units to skip, units that follow, their bytes. Two equal units
/// in a row end a run; a single one costs less inside it.
/// </summary>
internal static class ScreenDelta
{
    private const int MaxRunUnits = ushort.MaxValue;

    /// <summary>Enough for any delta or key frame of this many bytes.</summary>
    public static int MaxBytes(int frameBytes)
    {
        var units = UnitsOf(frameBytes);
        // A run's header is paid for by the two units left out before it, but for the first, and for splits of very long ones.
        return frameBytes + (StreamLayout.ViewRunBytes * (2 + (2 * (units / MaxRunUnits))));
    }

    /// <summary>Writes all of the frame.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteAll(ReadOnlySpan<byte> frame, Span<byte> destination) => new Writer(frame, destination).Run(0, UnitsOf(frame.Length));

    /// <summary>Writes what in <paramref name="next"/> differs from <paramref name="last"/>.</summary>
    /// <returns>Bytes written; 0 when nothing differs.</returns>
    public static int Write(ReadOnlySpan<byte> last, ReadOnlySpan<byte> next, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(last.Length, next.Length);
        var writer = new Writer(next, destination);
        var written = 0;
        var at = 0;
        while (at < next.Length)
        {
            // CommonPrefixLength compares at vector width: stretches without change cost next to nothing.
            at += last[at..].CommonPrefixLength(next[at..]);
            if (at >= next.Length)
            {
                break;
            }

            var first = at / StreamLayout.ViewUnitBytes;
            var end = EndOfRun(last, next, first + 1);
            written = writer.Run(first, end);
            at = end * StreamLayout.ViewUnitBytes;
        }

        return written;
    }

    private static int EndOfRun(ReadOnlySpan<byte> last, ReadOnlySpan<byte> next, int unit)
    {
        var units = UnitsOf(next.Length);
        while (unit < units && !(IsSame(last, next, unit) && (unit + 1 >= units || IsSame(last, next, unit + 1))))
        {
            unit++;
        }

        return unit;
    }

    private static bool IsSame(ReadOnlySpan<byte> last, ReadOnlySpan<byte> next, int unit)
    {
        var from = unit * StreamLayout.ViewUnitBytes;
        var length = Math.Min(StreamLayout.ViewUnitBytes, next.Length - from);
        return last.Slice(from, length).SequenceEqual(next.Slice(from, length));
    }

    private static int UnitsOf(int bytes) => (bytes + StreamLayout.ViewUnitBytes - 1) / StreamLayout.ViewUnitBytes;

    private ref struct Writer(ReadOnlySpan<byte> frame, Span<byte> destination)
    {
        private readonly ReadOnlySpan<byte> _frame = frame;
        private readonly Span<byte> _destination = destination;
        private int _unit;
        private int _written;

        public int Run(int firstUnit, int endUnit)
        {
            var skip = firstUnit - _unit;
            for (; skip > MaxRunUnits; skip -= MaxRunUnits)
            {
                Header(MaxRunUnits, 0);
            }

            _unit = firstUnit;
            do
            {
                var units = Math.Min(endUnit - _unit, MaxRunUnits);
                Header(skip, units);
                var from = _unit * StreamLayout.ViewUnitBytes;
                var length = Math.Min(units * StreamLayout.ViewUnitBytes, _frame.Length - from);
                _frame.Slice(from, length).CopyTo(_destination[_written..]);
                _written += length;
                _unit += units;
                skip = 0;
            }
            while (_unit < endUnit);
            return _written;
        }

        private void Header(int skip, int units)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_destination[(_written + StreamLayout.ViewRunMap.SkipOffset)..], (ushort)skip);
            BinaryPrimitives.WriteUInt16LittleEndian(_destination[(_written + StreamLayout.ViewRunMap.CountOffset)..], (ushort)units);
            _written += StreamLayout.ViewRunBytes;
        }
    }
}
