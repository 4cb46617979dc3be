using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Carries a fault out of a parser's depth; the reader's surface turns it into a result.</summary>
internal sealed class TufDocumentException(TufErrorCode code, string message) : Exception(message)
{
    public Fault<TufErrorCode> Fault { get; } = new(code, message);
}
