namespace Ludos.Distribution.Tests.Support;

/// <summary>Damages bytes in the ways that documents get damaged; the same seed damages the same way.</summary>
internal sealed class Mutations(int seed)
{
    private readonly Random _random = new(seed);

    public byte[] Of(byte[] original)
    {
        List<byte> bytes = [.. original];
        for (var rounds = _random.Next(1, 5); rounds > 0; rounds--)
        {
            Once(bytes);
        }

        return [.. bytes];
    }

    private void Once(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)_random.Next(256));
            return;
        }

        var at = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 9), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1: bytes[at] = (byte)_random.Next(256); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            case 5: bytes[at] = (byte)('0' + _random.Next(10)); break;
            default: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, 64))); break;
        }
    }
}
