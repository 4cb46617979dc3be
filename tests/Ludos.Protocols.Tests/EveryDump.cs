using System.Globalization;
using System.Text;
using Ludos.Protocols.Tests.Schemas;

namespace Ludos.Protocols.Tests;

/// <summary>Reads every field of a message that uses every feature, and says what was read, bit for bit.</summary>
internal sealed class EveryDump
{
    private readonly StringBuilder _text = new();

    public static string Of(ReadOnlySpan<byte> message, out MessageErrorCode fault)
    {
        Assert(MessageReader.TryOpen(message, MessageLimits.Default, out var reader, out var closed), closed?.Message);
        var text = Of(EveryReader.From(reader.Root));
        fault = reader.FirstFault;
        return text;
    }

    public static string Of(EveryReader every)
    {
        var dump = new EveryDump();
        dump.Every(every);
        return dump._text.ToString();
    }

    private static void Assert(bool condition, string? message) => Xunit.Assert.True(condition, message);

    private void Every(EveryReader every)
    {
        Say($"{every.Flag} {every.Tiny} {every.Small} {every.Medium} {every.Large} {every.TinyUnsigned} {every.SmallUnsigned} {every.MediumUnsigned} {every.LargeUnsigned}");
        Say($"{BitConverter.SingleToUInt32Bits(every.Single):x} {BitConverter.DoubleToUInt64Bits(every.Double):x} {every.Colour} {every.WhichField}");
        Say($"text {every.Text} data {Convert.ToHexString(every.Data)}");
        Say($"point {every.HasPoint}");
        Point(every.Point);
        Say($"place {every.Place.Name} {every.Place.Floor} {every.Place.Inside.Room}");
        Lists(every);
        Unions(every);
        Any(every.Any);
        if (every.HasChild)
        {
            Say($"child");
            Every(every.Child);
        }

        var children = every.Children;
        Say($"children {children.Count}");
        for (var index = 0; index < children.Count; index++)
        {
            Every(children[index]);
        }
    }

    private void Lists(EveryReader every)
    {
        Say($"voids {every.Voids.Count} nothings {every.Nothings.Count}");
        for (var index = 0; index < every.Flags.Count; index++)
        {
            _text.Append(every.Flags[index] ? '1' : '0');
        }

        Numbers(every.Bytes);
        Numbers(every.Shorts);
        Numbers(every.Ints);
        Numbers(every.Longs);
        Numbers(every.UnsignedBytes);
        Numbers(every.UnsignedShorts);
        Numbers(every.UnsignedInts);
        Numbers(every.UnsignedLongs);
        Numbers(every.Singles);
        Numbers(every.Doubles);
        Numbers(every.Colours);
        var texts = every.Texts;
        var blobs = every.Blobs;
        var matrix = every.Matrix;
        var paths = every.Paths;
        for (var index = 0; index < texts.Count; index++)
        {
            Say($"{texts[index]}");
        }

        for (var index = 0; index < blobs.Count; index++)
        {
            Say($"{Convert.ToHexString(blobs[index])}");
        }

        Points(every.Points);
        for (var index = 0; index < matrix.Count; index++)
        {
            Numbers(matrix[index]);
        }

        for (var index = 0; index < paths.Count; index++)
        {
            Points(paths[index]);
        }
    }

    private void Unions(EveryReader every)
    {
        var shape = every.Shape;
        Say($"{shape.Which} {BitConverter.DoubleToUInt64Bits(shape.Radius):x} {shape.HasCorner}");
        if (shape.Which == Schemas.Every.ShapeWhich.Box)
        {
            Say($"{BitConverter.SingleToUInt32Bits(shape.Box.Width):x} {BitConverter.SingleToUInt32Bits(shape.Box.Height):x} {shape.Box.Label}");
        }

        Point(shape.Corner);
        Points(shape.Corners);
        Say($"{every.Which} {every.Count} {every.Message} {every.IsSure}");
    }

    /// <summary>Read as each thing that it may be; what it is not is a fault of the message that changes nothing else.</summary>
    private void Any(AnyPointerReader any)
    {
        Say($"any {any.IsNull}");
        if (!any.IsNull)
        {
            Say($"{any.Raw.Data.Length} {any.Raw.PointerCount}");
        }
    }

    private void Points(StructListReader<PointReader> points)
    {
        Say($"points {points.Count}");
        for (var index = 0; index < points.Count; index++)
        {
            Point(points[index]);
        }
    }

    private void Point(PointReader point) => Say($"{point.X},{point.Y}");

    private void Numbers<T>(NumberListReader<T> numbers)
        where T : unmanaged =>
        Say($"{string.Join(' ', numbers.ToArray())}");

    private void Say(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
