namespace Ludos.Web.Tests.Support;

/// <summary>SplitMix64: the same bytes on every machine, so that a failure is one seed.</summary>
internal sealed class SeededBytes(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public byte[] Take(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)(Next() >> 24);
        }

        return bytes;
    }

    private ulong Next()
    {
        var value = _state += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
