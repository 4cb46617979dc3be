using System.Net;

namespace Ludos.Distribution;

/// <summary>A whole answer: any status but a redirection. Immutable.</summary>
/// <param name="Headers">By lower-case name; values of one name joined by commas. What the server says, not what is true.</param>
/// <param name="Body">As it was sent: no content coding is undone.</param>
public sealed record HttpAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>An answer whose body went to a sink. Immutable.</summary>
/// <param name="Bytes">Body bytes handed to the sink.</param>
public sealed record HttpTransfer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, long Bytes);
