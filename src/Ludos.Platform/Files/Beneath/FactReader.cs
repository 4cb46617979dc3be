using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files.Beneath;

/// <summary>statx of an open handle, links included.</summary>
internal static unsafe class FactReader
{
    private const uint WantBasics = 0x7FF;
    private const int StatxBytes = 256;
    private const int LinksOffset = 16;
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int SizeOffset = 40;
    private const int AccessedOffset = 64;
    private const int ChangedOffset = 96;
    private const int ModifiedOffset = 112;
    private const int MajorOffset = 136;
    private const int MinorOffset = 140;
    private const int TypeShift = 12;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    internal static int Read(SafeFileHandle handle, out FileFacts facts)
    {
        var buffer = stackalloc byte[StatxBytes];
        facts = default;
        if (BeneathCalls.Statx(handle, "", BeneathCalls.EmptyPath, WantBasics, buffer) != 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        facts = new FileFacts(
            KindOfMode(*(ushort*)(buffer + ModeOffset) >> TypeShift),
            ((ulong)*(uint*)(buffer + MajorOffset) << 32) | *(uint*)(buffer + MinorOffset),
            *(ulong*)(buffer + NumberOffset),
            *(uint*)(buffer + LinksOffset),
            *(ulong*)(buffer + SizeOffset),
            Time(buffer + AccessedOffset),
            Time(buffer + ModifiedOffset),
            Time(buffer + ChangedOffset));
        return 0;
    }

    /// <summary>The four bits that a mode and a folder's entry both give.</summary>
    internal static FileKind KindOfMode(int bits) => bits switch
    {
        1 => FileKind.Pipe,
        2 => FileKind.CharacterDevice,
        4 => FileKind.Folder,
        6 => FileKind.BlockDevice,
        8 => FileKind.Plain,
        10 => FileKind.Link,
        12 => FileKind.Socket,
        _ => FileKind.Other,
    };

    private static ulong Time(byte* at) => *(long*)at < 0 ? 0 : (ulong)*(long*)at * NanosecondsPerSecond + *(uint*)(at + sizeof(long));
}
