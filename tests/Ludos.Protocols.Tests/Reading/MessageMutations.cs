namespace Ludos.Protocols.Tests.Reading;

/// <summary>Breaks messages the way that finds most: whole words that are nearly right pointers.</summary>
internal sealed class MessageMutations(int seed)
{
    private const int MostChanges = 4;

    private readonly Random _random = new(seed);

    public byte[] Of(byte[] message)
    {
        var bytes = (byte[])message.Clone();
        for (var changes = _random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            Change(bytes);
        }

        return _random.Next(10) == 0 ? bytes[..(_random.Next(bytes.Length) & ~(_random.Next(2) * 7))] : bytes;
    }

    private void Change(byte[] bytes)
    {
        var words = bytes.Length / 8;
        var at = _random.Next(words) * 8;
        switch (_random.Next(8))
        {
            case 0:
                bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
                break;
            case 2:
                BitConverter.TryWriteBytes(bytes.AsSpan(at), _random.NextInt64());
                break;
            case 3:
                BitConverter.TryWriteBytes(bytes.AsSpan(at), HandMade.Struct(Offset(words), _random.Next(8), _random.Next(40)));
                break;
            case 4:
                BitConverter.TryWriteBytes(bytes.AsSpan(at), HandMade.List(Offset(words), (ElementSize)_random.Next(8), _random.Next(5) == 0 ? (1 << 29) - 1 : _random.Next(40)));
                break;
            case 5:
                BitConverter.TryWriteBytes(bytes.AsSpan(at), HandMade.Far(_random.Next(4), _random.Next(words), _random.Next(2) == 0));
                break;
            case 6:
                bytes.AsSpan(_random.Next(words) * 8, 8).CopyTo(bytes.AsSpan(at));
                break;
            default:
                BitConverter.TryWriteBytes(bytes.AsSpan(at), HandMade.Capability);
                break;
        }
    }

    private int Offset(int words) => _random.Next(-words, words);
}
