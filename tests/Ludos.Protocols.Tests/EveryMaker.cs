using System.Text;
using Ludos.Protocols.Tests.Schemas;

namespace Ludos.Protocols.Tests;

/// <summary>Fills a message that uses every feature with values that a seed gives.</summary>
/// <param name="isForTextForm">The tool's text form holds no open pointers, and its reader loses its way at a bracket or quote inside a text or data; its floats lose their last bits.</param>
internal sealed class EveryMaker(int seed, bool isForTextForm = false)
{
    private const int MostElements = 5;
    private const int TextSpace = 40;

    private readonly Random _random = new(seed);

    /// <param name="depth">Levels of children that may lie below.</param>
    public void Fill(EveryBuilder every, int depth)
    {
        Numbers(every);
        Pointers(every);
        NumberLists(every);
        PointerLists(every);
        Unions(every);
        if (depth > 0 && _random.Next(2) == 0)
        {
            Fill(every.InitChild(), depth - 1);
        }

        if (depth > 0 && _random.Next(2) == 0)
        {
            var children = every.InitChildren(_random.Next(3));
            for (var index = 0; index < children.Count; index++)
            {
                Fill(children[index], depth - 1);
            }
        }
    }

    public string Text()
    {
        var text = new StringBuilder();
        for (var left = _random.Next(20); left > 0; left--)
        {
            text.Append(_random.Next(TextSpace) switch
            {
                0 => "é",
                1 => "漢",
                2 => "🦈",
                3 => "\n",
                4 when isForTextForm => "-",
                4 => "\"",
                5 when isForTextForm => "/",
                5 => "\\",
                var other => ((char)('a' + (other % 26))).ToString(),
            });
        }

        return text.ToString();
    }

    private void Numbers(EveryBuilder every)
    {
        every.Flag = _random.Next(2) == 0;
        every.Tiny = (sbyte)_random.Next(-128, 128);
        every.Small = (short)_random.Next(-32768, 32768);
        every.Medium = (int)_random.NextInt64(int.MinValue, int.MaxValue + 1L);
        every.Large = _random.NextInt64(long.MinValue, long.MaxValue);
        every.TinyUnsigned = (byte)_random.Next(256);
        every.SmallUnsigned = (ushort)_random.Next(65536);
        every.MediumUnsigned = (uint)_random.NextInt64(0, uint.MaxValue + 1L);
        every.LargeUnsigned = (ulong)_random.NextInt64(long.MinValue, long.MaxValue);
        every.Single = Single();
        every.Double = Double();
        every.Colour = (Colour)_random.Next(3);
        every.WhichField = (byte)_random.Next(256);
        var place = every.Place;
        place.Floor = (byte)_random.Next(256);
        var inside = place.Inside;
        inside.Room = (ushort)_random.Next(65536);
    }

    private void Pointers(EveryBuilder every)
    {
        every.SetText(Text());
        every.SetData(Bytes());
        if (_random.Next(3) > 0)
        {
            Point(every.InitPoint());
        }

        every.Place.SetName(Text());
        switch (isForTextForm ? -1 : _random.Next(4))
        {
            case 0:
                every.Any.SetText(Text());
                break;
            case 1:
                Point(every.Any.InitStruct<PointBuilder>());
                break;
            default:
                break;
        }
    }

    private void NumberLists(EveryBuilder every)
    {
        every.InitVoids(Count());
        var flags = every.InitFlags(_random.Next(70));
        for (var index = 0; index < flags.Count; index++)
        {
            flags[index] = _random.Next(2) == 0;
        }

        foreach (ref var value in every.InitBytes(Count()).Span)
        {
            value = (sbyte)_random.Next(-128, 128);
        }

        foreach (ref var value in every.InitShorts(Count()).Span)
        {
            value = (short)_random.Next(-32768, 32768);
        }

        every.SetInts([.. Enumerable.Range(0, Count()).Select(_ => _random.Next())]);
        every.SetLongs([.. Enumerable.Range(0, Count()).Select(_ => _random.NextInt64())]);
        every.SetUnsignedBytes(Bytes());
        every.SetUnsignedShorts([.. Enumerable.Range(0, Count()).Select(_ => (ushort)_random.Next(65536))]);
        every.SetUnsignedInts([.. Enumerable.Range(0, Count()).Select(_ => (uint)_random.Next())]);
        every.SetUnsignedLongs([.. Enumerable.Range(0, Count()).Select(_ => (ulong)_random.NextInt64())]);
        every.SetSingles([.. Enumerable.Range(0, Count()).Select(_ => Single())]);
        every.SetDoubles([.. Enumerable.Range(0, Count()).Select(_ => Double())]);
        every.SetColours([.. Enumerable.Range(0, Count()).Select(_ => (Colour)_random.Next(3))]);
    }

    private void PointerLists(EveryBuilder every)
    {
        var texts = every.InitTexts(Count());
        for (var index = 0; index < texts.Count; index++)
        {
            texts.Set(index, Text());
        }

        var blobs = every.InitBlobs(Count());
        for (var index = 0; index < blobs.Count; index++)
        {
            blobs.Set(index, Bytes());
        }

        Points(every.InitPoints(Count()));
        var matrix = every.InitMatrix(Count());
        for (var row = 0; row < matrix.Count; row++)
        {
            foreach (ref var value in matrix.Init(row, Count()).Span)
            {
                value = _random.Next();
            }
        }

        var paths = every.InitPaths(Count());
        for (var index = 0; index < paths.Count; index++)
        {
            Points(paths.Init(index, Count()));
        }

        every.InitNothings(Count());
    }

    private void Unions(EveryBuilder every)
    {
        var shape = every.Shape;
        switch (_random.Next(5))
        {
            case 0:
                shape.SetNone();
                break;
            case 1:
                shape.Radius = Double();
                break;
            case 2:
                var box = shape.InitBox();
                box.Width = Single();
                box.Height = Single();
                box.SetLabel(Text());
                break;
            case 3:
                Point(shape.InitCorner());
                break;
            default:
                Points(shape.InitCorners(Count()));
                break;
        }

        switch (_random.Next(4))
        {
            case 0:
                every.SetPlain();
                break;
            case 1:
                every.Count = (uint)_random.Next();
                break;
            case 2:
                every.SetMessage(Text());
                break;
            default:
                every.IsSure = _random.Next(2) == 0;
                break;
        }
    }

    private void Points(StructListBuilder<PointBuilder> points)
    {
        for (var index = 0; index < points.Count; index++)
        {
            Point(points[index]);
        }
    }

    private void Point(PointBuilder point)
    {
        point.X = _random.Next();
        point.Y = -_random.Next();
    }

    private byte[] Bytes()
    {
        var bytes = new byte[_random.Next(30)];
        _random.NextBytes(bytes);
        foreach (ref var value in isForTextForm ? bytes.AsSpan() : default)
        {
            value = "()[]{}#'\"\\"u8.Contains(value) ? (byte)0xa5 : value;
        }

        return bytes;
    }

    private int Count() => _random.Next(MostElements);

    private float Single() => (float)Double();

    private double Double() => _random.Next(6) switch
    {
        0 => 0,
        1 => double.PositiveInfinity,
        _ when isForTextForm => _random.Next(-4096, 4096) / 1024.0,
        2 => -_random.NextDouble() * 1e30,
        _ => _random.NextDouble(),
    };
}
