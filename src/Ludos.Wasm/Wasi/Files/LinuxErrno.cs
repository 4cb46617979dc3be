namespace Ludos.Wasm.Wasi;

/// <summary>The errno that a program sees for each error number of Linux.</summary>
internal static class LinuxErrno
{
    private const int ENXIO = 6;
    private const int EXDEV = 18;

    private static readonly Dictionary<int, WasiErrno> Table = new()
    {
        [0] = WasiErrno.Success,
        [1] = WasiErrno.Perm,
        [2] = WasiErrno.Noent,
        [3] = WasiErrno.Srch,
        [4] = WasiErrno.Intr,
        [5] = WasiErrno.Io,
        [ENXIO] = WasiErrno.Nxio,
        [7] = WasiErrno.TooBig,
        [8] = WasiErrno.Noexec,
        [9] = WasiErrno.Badf,
        [10] = WasiErrno.Child,
        [11] = WasiErrno.Again,
        [12] = WasiErrno.Nomem,
        [13] = WasiErrno.Acces,
        [14] = WasiErrno.Fault,
        [16] = WasiErrno.Busy,
        [17] = WasiErrno.Exist,
        [EXDEV] = WasiErrno.Xdev,
        [19] = WasiErrno.Nodev,
        [20] = WasiErrno.Notdir,
        [21] = WasiErrno.Isdir,
        [22] = WasiErrno.Inval,
        [23] = WasiErrno.Nfile,
        [24] = WasiErrno.Mfile,
        [25] = WasiErrno.Notty,
        [26] = WasiErrno.Txtbsy,
        [27] = WasiErrno.Fbig,
        [28] = WasiErrno.Nospc,
        [29] = WasiErrno.Spipe,
        [30] = WasiErrno.Rofs,
        [31] = WasiErrno.Mlink,
        [32] = WasiErrno.Pipe,
        [33] = WasiErrno.Dom,
        [34] = WasiErrno.Range,
        [35] = WasiErrno.Deadlk,
        [36] = WasiErrno.Nametoolong,
        [37] = WasiErrno.Nolck,
        [38] = WasiErrno.Nosys,
        [39] = WasiErrno.Notempty,
        [40] = WasiErrno.Loop,
        [42] = WasiErrno.Nomsg,
        [43] = WasiErrno.Idrm,
        [67] = WasiErrno.Nolink,
        [71] = WasiErrno.Proto,
        [72] = WasiErrno.Multihop,
        [74] = WasiErrno.Badmsg,
        [75] = WasiErrno.Overflow,
        [84] = WasiErrno.Ilseq,
        [88] = WasiErrno.Notsock,
        [89] = WasiErrno.Destaddrreq,
        [90] = WasiErrno.Msgsize,
        [91] = WasiErrno.Prototype,
        [92] = WasiErrno.Noprotoopt,
        [93] = WasiErrno.Protonosupport,
        [95] = WasiErrno.Notsup,
        [97] = WasiErrno.Afnosupport,
        [98] = WasiErrno.Addrinuse,
        [99] = WasiErrno.Addrnotavail,
        [100] = WasiErrno.Netdown,
        [101] = WasiErrno.Netunreach,
        [102] = WasiErrno.Netreset,
        [103] = WasiErrno.Connaborted,
        [104] = WasiErrno.Connreset,
        [105] = WasiErrno.Nobufs,
        [106] = WasiErrno.Isconn,
        [107] = WasiErrno.Notconn,
        [110] = WasiErrno.Timedout,
        [111] = WasiErrno.Connrefused,
        [113] = WasiErrno.Hostunreach,
        [114] = WasiErrno.Already,
        [115] = WasiErrno.Inprogress,
        [116] = WasiErrno.Stale,
        [122] = WasiErrno.Dquot,
        [125] = WasiErrno.Canceled,
        [130] = WasiErrno.Ownerdead,
        [131] = WasiErrno.Notrecoverable,
    };

    /// <summary>Numbers without a name in WASI become Io.</summary>
    public static WasiErrno Of(int error) => Table.GetValueOrDefault(error, WasiErrno.Io);

    /// <summary>For a path that is resolved beneath a folder: the kernel says EXDEV of one that would leave it. Devices, pipes and sockets are not for programs either.</summary>
    public static WasiErrno OfPath(int error) => error is EXDEV or ENXIO ? WasiErrno.Notcapable : Of(error);
}
