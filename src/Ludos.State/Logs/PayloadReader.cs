using System.Runtime.InteropServices;
using System.Text;

namespace Ludos.State;

/// <summary>Takes structs and texts off the front of an untrusted payload. After the first thing that is not there, everything is refused.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = payload;

    /// <summary>What is wrong; null while nothing is.</summary>
    public string? Problem { get; private set; }

    public readonly int LeftBytes => _left.Length;

    public T Take<T>()
        where T : unmanaged
    {
        var bytes = Bytes(Marshal.SizeOf<T>(), typeof(T).Name);
        return bytes.IsEmpty ? default : MemoryMarshal.Read<T>(bytes);
    }

    public ReadOnlySpan<byte> Bytes(long count, string what)
    {
        if (Problem is not null || count < 0 || count > _left.Length)
        {
            Problem ??= $"its {what} ends outside the record";
            return [];
        }

        var bytes = _left[..(int)count];
        _left = _left[(int)count..];
        return bytes;
    }

    public string Text(int count, string what)
    {
        if (count > LogLimits.MaxTextBytes)
        {
            Problem ??= $"its {what} has {count} bytes; at most {LogLimits.MaxTextBytes} are read";
            return "";
        }

        try
        {
            return Strict.GetString(Bytes(count, what));
        }
        catch (DecoderFallbackException)
        {
            Problem ??= $"its {what} is not UTF-8";
            return "";
        }
    }

    /// <summary>Nothing may be left.</summary>
    public string? End() => Problem ?? (_left.IsEmpty ? null : $"{_left.Length} bytes follow its end");

    public void Refuse(string problem) => Problem ??= problem;
}
