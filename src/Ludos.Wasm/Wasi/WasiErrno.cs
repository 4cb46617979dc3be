namespace Ludos.Wasm.Wasi;

/// <summary>How a WASI call ended, under the numbers and names of preview 1.</summary>
public enum WasiErrno : ushort
{
    /// <summary>No error.</summary>
    Success = 0,
    /// <summary>An argument list is too long.</summary>
    TooBig = 1,
    /// <summary>The host's file system forbids it.</summary>
    Acces = 2,
    Addrinuse = 3,
    Addrnotavail = 4,
    Afnosupport = 5,
    Again = 6,
    Already = 7,
    /// <summary>No such descriptor.</summary>
    Badf = 8,
    Badmsg = 9,
    Busy = 10,
    Canceled = 11,
    Child = 12,
    Connaborted = 13,
    Connrefused = 14,
    Connreset = 15,
    Deadlk = 16,
    Destaddrreq = 17,
    Dom = 18,
    Dquot = 19,
    /// <summary>There is something of that name.</summary>
    Exist = 20,
    /// <summary>A pointer leads out of the memory.</summary>
    Fault = 21,
    Fbig = 22,
    Hostunreach = 23,
    Idrm = 24,
    /// <summary>A path that is not UTF-8.</summary>
    Ilseq = 25,
    Inprogress = 26,
    Intr = 27,
    /// <summary>An argument makes no sense.</summary>
    Inval = 28,
    Io = 29,
    Isconn = 30,
    Isdir = 31,
    /// <summary>Too many links.</summary>
    Loop = 32,
    /// <summary>Too many descriptors.</summary>
    Mfile = 33,
    Mlink = 34,
    Msgsize = 35,
    Multihop = 36,
    /// <summary>A name or path beyond the limit.</summary>
    Nametoolong = 37,
    Netdown = 38,
    Netreset = 39,
    Netunreach = 40,
    Nfile = 41,
    Nobufs = 42,
    Nodev = 43,
    /// <summary>Nothing of that name.</summary>
    Noent = 44,
    Noexec = 45,
    Nolck = 46,
    Nolink = 47,
    Nomem = 48,
    Nomsg = 49,
    Noprotoopt = 50,
    Nospc = 51,
    /// <summary>Not offered by the host.</summary>
    Nosys = 52,
    Notconn = 53,
    Notdir = 54,
    Notempty = 55,
    Notrecoverable = 56,
    Notsock = 57,
    /// <summary>Not offered here.</summary>
    Notsup = 58,
    Notty = 59,
    Nxio = 60,
    Overflow = 61,
    Ownerdead = 62,
    Perm = 63,
    Pipe = 64,
    Proto = 65,
    Protonosupport = 66,
    Prototype = 67,
    Range = 68,
    Rofs = 69,
    Spipe = 70,
    Srch = 71,
    Stale = 72,
    Timedout = 73,
    Txtbsy = 74,
    Xdev = 75,
    /// <summary>It was not granted.</summary>
    Notcapable = 76,
}
