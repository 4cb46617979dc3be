using Ludos.Base;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Memory;

/// <summary>Where a segment's pages come from.</summary>
internal abstract unsafe class SegmentBacking : IDisposable
{
    internal abstract byte* Base { get; }

    internal abstract SafeFileHandle? Descriptor { get; }

    internal abstract bool SealFutureWrites();

    internal abstract Result<SafeFileHandle, SegmentErrorCode> OpenReadOnlyDescriptor();

    public abstract void Dispose();
}
