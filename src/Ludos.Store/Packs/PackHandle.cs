using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>A pack's open file, shared by readers on any thread; it closes when it is retired and the last of them is done.</summary>
internal sealed class PackHandle(IReadFile file)
{
    private readonly Lock _gate = new();
    private int _readers;
    private bool _isRetired;

    /// <summary>Fills the span, or says why not. <see cref="FileErrorCode.NotFound"/> once it is retired.</summary>
    internal Fault<FileErrorCode>? Read(long offsetBytes, Span<byte> destination)
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return new Fault<FileErrorCode>(FileErrorCode.NotFound, "The pack was replaced.");
            }

            _readers++;
        }

        try
        {
            return !file.Read(offsetBytes, destination).TryGet(out var got, out var fault) ? fault
                : got == destination.Length ? null
                : new Fault<FileErrorCode>(FileErrorCode.Failed, $"The pack ends {destination.Length - got} bytes early.");
        }
        finally
        {
            Leave();
        }
    }

    internal void Retire()
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return;
            }

            _isRetired = true;
            if (_readers == 0)
            {
                file.Dispose();
            }
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_readers == 0 && _isRetired)
            {
                file.Dispose();
            }
        }
    }
}
