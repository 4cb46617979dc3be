namespace Ludos.Base;

/// <summary>Why an operation did not succeed.</summary>
/// <param name="Code">What went wrong, from the operation's own small enum.</param>
/// <param name="Message">One sentence that names the file, offset or field.</param>
/// <param name="Mend">One sentence that says what to do about it; empty when nothing can be done.</param>
public sealed record Fault<TCode>(TCode Code, string Message, string Mend = "")
    where TCode : struct, Enum
{
    public override string ToString() => Mend.Length == 0 ? Message : $"{Message} {Mend}";
}
