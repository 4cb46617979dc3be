using System.Runtime.InteropServices;

namespace Ludos.Platform.Native;

/// <summary>struct msghdr of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    internal void* Name;
    internal uint NameLength;
    internal IoVector* Vectors;
    internal nuint VectorCount;
    internal void* Control;
    internal nuint ControlLength;
    internal int Flags;
}

/// <summary>struct iovec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    internal void* Base;
    internal nuint Length;
}

/// <summary>struct cmsghdr of 64-bit Linux, followed in memory by its descriptors.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ControlHeader
{
    internal nuint Length;
    internal int Level;
    internal int Type;
}

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    internal int File;
    internal short Events;
    internal short Returned;
}
