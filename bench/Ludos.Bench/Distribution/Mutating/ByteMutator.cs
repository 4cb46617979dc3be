using System.Buffers.Text;

namespace Ludos.Bench.Distribution;

/// <summary>
/// Changes bytes as accidents and forgers do: bits, bytes, runs taken out, doubled, moved or overwritten; digits and letters turned into others of their
/// kind, so that text still reads as text; base64 opened, changed inside and closed. A seed always makes the same changes.
/// </summary>
internal sealed class ByteMutator(ulong seed)
{
    private const int MaxRun = 40;
    private const int MinBase64 = 24;

    private ulong _state = seed;

    /// <summary>One to four changes; the result always differs from the original.</summary>
    public byte[] Change(ReadOnlySpan<byte> original)
    {
        while (true)
        {
            List<byte> bytes = [.. original];
            for (var changes = 1 + Below(4); changes > 0 && bytes.Count > 0; changes--)
            {
                Once(bytes);
            }

            if (!System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes).SequenceEqual(original))
            {
                return [.. bytes];
            }
        }
    }

    private void Once(List<byte> bytes)
    {
        var at = Below(bytes.Count);
        var run = Math.Min(1 + Below(MaxRun), bytes.Count - at);
        switch (Below(11))
        {
            case 0: bytes[at] ^= (byte)(1 << Below(8)); break;
            case 1: bytes[at] = (byte)Below(256); break;
            case 2: bytes.RemoveRange(at, run); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, run)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            case 5: bytes.InsertRange(at, Enumerable.Range(0, run).Select(_ => (byte)Below(256)).ToArray()); break;
            case 6: Overwrite(bytes, at, bytes.GetRange(Below(bytes.Count - run + 1), run)); break;
            case 7: Overwrite(bytes, at, Enumerable.Repeat((byte)0, run).ToList()); break;
            case 8: bytes.Insert(at, (byte)" \n\t,"[Below(4)]); break;
            case 9: Base64Inside(bytes, at); break;
            default: AnotherOfItsKind(bytes, at); break;
        }
    }

    private void AnotherOfItsKind(List<byte> bytes, int at)
    {
        var value = bytes[at];
        bytes[at] = value switch
        {
            >= (byte)'0' and <= (byte)'9' => (byte)('0' + Below(10)),
            >= (byte)'a' and <= (byte)'f' => (byte)('a' + Below(6)),
            >= (byte)'a' and <= (byte)'z' => (byte)('a' + Below(26)),
            >= (byte)'A' and <= (byte)'Z' => (byte)('A' + Below(26)),
            _ => (byte)Below(256),
        };
    }

    /// <summary>Where the place lies in base64, its content is changed and encoded again: a payload that still reads.</summary>
    private void Base64Inside(List<byte> bytes, int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && IsBase64(bytes[start - 1]))
        {
            start--;
        }

        while (end < bytes.Count && IsBase64(bytes[end]))
        {
            end++;
        }

        var content = new byte[end - start];
        if (end - start < MinBase64 || Base64.DecodeFromUtf8(bytes.GetRange(start, end - start).ToArray(), content, out _, out var length) != System.Buffers.OperationStatus.Done || length == 0)
        {
            AnotherOfItsKind(bytes, at);
            return;
        }

        List<byte> inside = [.. content.AsSpan(0, length)];
        AnotherOfItsKind(inside, Below(inside.Count));
        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String([.. inside])));
    }

    private static bool IsBase64(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'+' or (byte)'/' or (byte)'=';

    private static void Overwrite(List<byte> bytes, int at, List<byte> with)
    {
        for (var index = 0; index < with.Count && at + index < bytes.Count; index++)
        {
            bytes[at + index] = with[index];
        }
    }

    /// <summary>SplitMix64.</summary>
    private int Below(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
