namespace Ludos.Wasm.Wasi;

/// <summary>What a descriptor or a name stands for.</summary>
public enum WasiFileType : byte
{
    Unknown = 0,
    BlockDevice = 1,
    CharacterDevice = 2,
    Directory = 3,
    RegularFile = 4,
    SocketDgram = 5,
    SocketStream = 6,
    SymbolicLink = 7,
}

/// <summary>Standing wishes of a descriptor.</summary>
[Flags]
public enum WasiFdFlags : ushort
{
    None = 0,
    Append = 1,
    Dsync = 2,
    Nonblock = 4,
    Rsync = 8,
    Sync = 16,
    All = Append | Dsync | Nonblock | Rsync | Sync,
}

/// <summary>How path_open treats what is, or is not, there.</summary>
[Flags]
public enum WasiOpenFlags : ushort
{
    None = 0,
    Create = 1,
    Directory = 2,
    Exclusive = 4,
    Truncate = 8,
    All = Create | Directory | Exclusive | Truncate,
}

/// <summary>A WASI clock's number.</summary>
public enum WasiClockId
{
    Realtime = 0,
    Monotonic = 1,
    ProcessCputime = 2,
    ThreadCputime = 3,
}

/// <summary>What becomes of a time stamp.</summary>
public enum WasiTimeWay
{
    Keep,
    Now,
    At,
}

/// <param name="Way">Kept, set to now, or to <paramref name="AtNs"/>.</param>
/// <param name="AtNs">Nanoseconds since 1970.</param>
public readonly record struct WasiTime(WasiTimeWay Way, ulong AtNs = 0);
