using System.Buffers.Binary;
using System.Text;
using Ludos.Base;

namespace Ludos.State;

internal enum TransferKind : uint
{
    /// <summary>The segment's descriptor travels along; its sender has no map of it any more.</summary>
    Offer = 1,

    /// <summary>The receiver has mapped it, and waits to hear that it is its own.</summary>
    Accepted = 2,
    Refused = 3,

    /// <summary>From now on the receiver's.</summary>
    Yours = 4,
}

/// <summary>64 bytes, little-endian: magic `LTRN`, version, kind, bytes of the label, size in bytes (u64), label (up to 40 bytes of UTF-8).</summary>
internal readonly record struct TransferMessage(TransferKind Kind, long SizeBytes, string Label)
{
    internal const int Bytes = 64;
    internal const int MaxLabelBytes = 40;
    private const uint Magic = 0x4E52_544C;
    private const uint Version = 1;
    private const int LabelOffset = 24;

    internal void Write(Span<byte> message)
    {
        message[..Bytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(message, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(message[4..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(message[8..], (uint)Kind);
        BinaryPrimitives.WriteInt64LittleEndian(message[16..], SizeBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(message[12..], (uint)Encoding.UTF8.GetBytes(Label, message[LabelOffset..Bytes]));
    }

    internal static Result<TransferMessage, TransferErrorCode> Read(ReadOnlySpan<byte> message)
    {
        var kind = (TransferKind)BinaryPrimitives.ReadUInt32LittleEndian(message[8..]);
        var labelBytes = BinaryPrimitives.ReadUInt32LittleEndian(message[12..]);
        var size = BinaryPrimitives.ReadInt64LittleEndian(message[16..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(message) != Magic || BinaryPrimitives.ReadUInt32LittleEndian(message[4..]) != Version
            || kind is < TransferKind.Offer or > TransferKind.Yours || labelBytes > MaxLabelBytes || (kind == TransferKind.Offer && size is <= 0 or > int.MaxValue))
        {
            return new Fault<TransferErrorCode>(TransferErrorCode.Untrustworthy, "What came is no message of a transfer that this program reads.", "Use the same build on both sides.");
        }

        var label = Encoding.UTF8.GetString(message.Slice(LabelOffset, (int)labelBytes));
        return new TransferMessage(kind, size, string.Concat(label.Select(letter => char.IsControl(letter) ? '?' : letter)));
    }
}
