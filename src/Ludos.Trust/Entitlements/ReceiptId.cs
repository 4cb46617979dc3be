using Ludos.Base;

namespace Ludos.Trust;

/// <summary>The form of a receipt's id: 16 bytes as lower-case hexadecimal digits.</summary>
internal static class ReceiptId
{
    public static string Of(DocumentFields fields, string name)
    {
        var id = fields.Text(name, Receipt.IdLength);
        return IsWellFormed(id) ? id : throw new DocumentException($"\"{name}\" is not an id of {Receipt.IdLength} lower-case hexadecimal digits");
    }

    public static bool IsWellFormed(string id) => id.Length == Receipt.IdLength && id.All(digit => char.IsAsciiHexDigitLower(digit) || char.IsAsciiDigit(digit));
}
