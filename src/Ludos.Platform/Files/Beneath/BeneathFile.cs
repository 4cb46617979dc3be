using System.Runtime.InteropServices;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files.Beneath;

/// <summary>
/// A plain file opened below a folder, read and written at given places. Each call returns a Linux error number, 0 on success. Thread-safe.
/// </summary>
public sealed unsafe class BeneathFile : IDisposable
{
    private const int EINVAL = 22;
    private const int CurrentPlace = 1;

    private readonly SafeFileHandle _handle;

    internal BeneathFile(SafeFileHandle handle) => _handle = handle;

    public int Facts(out FileFacts facts) => FactReader.Read(_handle, out facts);

    public int SetTimes(TimeChange accessed, TimeChange modified) => BeneathFolder.SetTimes(_handle, accessed, modified);

    /// <summary>Fewer bytes than asked for where the file ends, or for no reason.</summary>
    public int Read(ulong offset, Span<byte> destination, out int count)
    {
        count = 0;
        if (offset > long.MaxValue)
        {
            return EINVAL;
        }

        fixed (byte* to = destination)
        {
            nint got;
            do
            {
                got = BeneathCalls.Read(_handle, to, (nuint)destination.Length, (long)offset);
            }
            while (got < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
            return Counted(got, out count);
        }
    }

    public int Write(ulong offset, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        if (offset > long.MaxValue)
        {
            return EINVAL;
        }

        fixed (byte* from = source)
        {
            nint put;
            do
            {
                put = BeneathCalls.Write(_handle, from, (nuint)source.Length, (long)offset);
            }
            while (put < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
            return Counted(put, out count);
        }
    }

    /// <summary>Writes at the file's end, in one step with finding it.</summary>
    /// <param name="source">What is written.</param>
    /// <param name="count">Bytes written.</param>
    /// <param name="end">Where they end.</param>
    public int Append(ReadOnlySpan<byte> source, out int count, out ulong end)
    {
        fixed (byte* from = source)
        {
            var vector = new IoVector { Base = from, Length = (nuint)source.Length };
            nint put;
            do
            {
                put = BeneathCalls.WriteVector(_handle, &vector, 1, -1, BeneathCalls.AppendNow);
            }
            while (put < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
            var error = Counted(put, out count);
            end = error == 0 ? (ulong)Math.Max(0, BeneathCalls.Seek(_handle, 0, CurrentPlace)) : 0;
            return error;
        }
    }

    public int SetSize(ulong sizeBytes) =>
        sizeBytes > long.MaxValue ? EINVAL : Failed(BeneathCalls.SetLength(_handle, (long)sizeBytes));

    /// <summary>Makes sure that there is room on the disk; a shorter file grows.</summary>
    public int Allocate(ulong offset, ulong lengthBytes) =>
        offset > long.MaxValue || lengthBytes > long.MaxValue ? EINVAL : Failed(BeneathCalls.Allocate(_handle, 0, (long)offset, (long)lengthBytes));

    public int Sync(bool dataOnly) => Failed(dataOnly ? BeneathCalls.SyncData(_handle) : BeneathCalls.Sync(_handle));

    public void Dispose() => _handle.Dispose();

    private static int Counted(nint result, out int count)
    {
        count = (int)Math.Max(0, result);
        return result < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    private static int Failed(int result) => result == 0 ? 0 : Marshal.GetLastPInvokeError();
}
