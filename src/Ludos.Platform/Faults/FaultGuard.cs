using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Memory;

namespace Ludos.Platform.Faults;

/// <summary>
/// Lets just-in-time compiled code run into inaccessible pages of watched ranges: .NET then raises a <see cref="NullReferenceException"/> there, which
/// can be caught, instead of ending the process. Linux on x64 only. Faults elsewhere, and faults in native code or in managed code that was compiled
/// ahead of time, stay what they were. Any thread may use it.
/// </summary>
public static unsafe partial class FaultGuard
{
    private const int ReadExecute = 5;

    private static readonly Lazy<Result<FaultTables, FaultGuardError>> Installed = new(Install);

    /// <summary>Whether ranges can be watched in this process; the first look installs the signal handler, which stays.</summary>
    /// <returns>Null, or why not.</returns>
    public static Fault<FaultGuardError>? Unavailable => Installed.Value.TryGet(out _, out var fault) ? null : fault;

    /// <summary>Takes the last fault of the calling thread in a watched range; false when there was none since the last call.</summary>
    public static bool TryTakeFault(out AccessFault fault)
    {
        fault = default;
        return Installed.IsValueCreated && Installed.Value.TryGet(out var tables, out _) && tables.TryTake(CurrentThread(), out fault);
    }

    /// <summary>Watches a range until <see cref="Unwatch"/>; false when that is not available, or very many are watched already.</summary>
    internal static bool TryWatch(byte* start, ulong lengthBytes) =>
        Installed.Value.TryGet(out var tables, out _) && tables.TryWatch((nuint)start, (nuint)lengthBytes);

    internal static void Unwatch(byte* start)
    {
        if (Installed.Value.TryGet(out var tables, out _))
        {
            tables.Unwatch((nuint)start);
        }
    }

    private static Result<FaultTables, FaultGuardError> Install()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return new Fault<FaultGuardError>(FaultGuardError.Platform, $"Faults are turned into exceptions on Linux with x64 only; this is {RuntimeInformation.RuntimeIdentifier}.");
        }

        SignalAction present;
        if (SignalAction.Exchange(SignalAction.SegmentationFault, null, &present) != 0)
        {
            return Refused("sigaction");
        }

        var fileCode = FileCode.Ranges();
        var handler = (nuint)present.Handler;
        var owner = fileCode.Find(range => handler >= range.Start && handler < range.End).File;
        if ((present.Flags & SignalAction.WithInformation) == 0 || owner is null || !IsRuntime(owner))
        {
            return new Fault<FaultGuardError>(
                FaultGuardError.ForeignHandler,
                $"Segmentation faults are handled by {owner ?? "nobody"}, not by the .NET runtime.",
                "Load what takes that signal for itself after the first wasm module, or not at all.");
        }

        return FaultTables.Create(present.Handler, fileCode) is { } tables ? Install(tables, present) : Refused("mmap");
    }

    private static Result<FaultTables, FaultGuardError> Install(FaultTables tables, SignalAction present)
    {
        var code = FaultStub.Assemble(tables);
        var pageBytes = (nuint)Environment.SystemPageSize;
        var stub = PosixPages.Reserve(pageBytes);
        if (stub is null || PosixPages.Protect(stub, pageBytes, PosixPages.ReadWrite) != 0)
        {
            return Refused("mmap");
        }

        code.CopyTo(new Span<byte>(stub, (int)pageBytes));
        if (PosixPages.Protect(stub, pageBytes, ReadExecute) != 0)
        {
            return Refused("mprotect");
        }

        var wanted = present;
        wanted.Handler = (nint)stub;
        return SignalAction.Exchange(SignalAction.SegmentationFault, &wanted, null) == 0 ? tables : Refused("sigaction");
    }

    // A single-file program has the runtime inside itself.
    private static bool IsRuntime(string file) => Path.GetFileName(file) == "libcoreclr.so" || file == Environment.ProcessPath;

    private static Fault<FaultGuardError> Refused(string call) =>
        new(FaultGuardError.System, $"The system refused {call}: {Marshal.GetLastSystemError()}.");

    // Where glibc and musl keep a thread's own block, whose address is also the first word that fs points at.
    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nuint CurrentThread();
}
