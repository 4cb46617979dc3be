namespace Ludos.Platform.Native;

/// <summary>What the system says of an open file or folder.</summary>
internal readonly record struct FileFacts(bool IsKnown, bool IsFolder, uint Owner, uint Mode)
{
    private const uint OthersBits = 0b000_111_111;
    private const uint PermissionBits = 0b111_111_111;
    private const uint TypeMask = 0xF000;
    private const uint PlainType = 0x8000;

    public bool IsPlainFile => (Mode & TypeMask) == PlainType;

    /// <summary>Why it is not this user's alone; null when it is.</summary>
    public string? Complaint() =>
        !IsKnown ? "it could not be examined"
        : Owner != Libc.EffectiveUser() ? $"user {Owner} owns it"
        : (Mode & OthersBits) != 0 ? $"others can reach it (mode {Convert.ToString(Mode & PermissionBits, 8)})"
        : null;
}
