namespace Ludos.Trust;

/// <summary>
/// Room for a module that only Trust can change once it is sealed: what is read or assembled here is verified where it lies, and what was
/// measured is what is run, without a copy. Thread-safe.
/// </summary>
public sealed class ModuleBuffer
{
    private readonly Lock _lock = new();
    private readonly byte[] _bytes;
    private bool _isSealed;

    /// <param name="sizeBytes">1 to <see cref="TrustLimits.MaxModuleBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another size.</exception>
    public ModuleBuffer(int sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sizeBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeBytes, TrustLimits.MaxModuleBytes);
        _bytes = new byte[sizeBytes];
    }

    public int SizeBytes => _bytes.Length;

    /// <summary>Copies bytes to a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not fit there.</exception>
    /// <exception cref="InvalidOperationException">It is sealed.</exception>
    public void Write(int at, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, _bytes.Length - at, nameof(bytes));
        lock (_lock)
        {
            ThrowIfSealed();
            bytes.CopyTo(_bytes.AsSpan(at));
        }
    }

    /// <summary>Reads the whole content from a stream.</summary>
    /// <exception cref="EndOfStreamException">The stream has fewer bytes.</exception>
    /// <exception cref="InvalidOperationException">It is sealed.</exception>
    public void Fill(Stream from)
    {
        ArgumentNullException.ThrowIfNull(from);
        lock (_lock)
        {
            ThrowIfSealed();
            from.ReadExactly(_bytes.AsSpan());
        }
    }

    /// <summary>Ends all writing and shows the bytes.</summary>
    internal ReadOnlyMemory<byte> Seal()
    {
        lock (_lock)
        {
            _isSealed = true;
            return _bytes;
        }
    }

    private void ThrowIfSealed()
    {
        if (_isSealed)
        {
            throw new InvalidOperationException("The module's bytes are sealed: they are being verified, or were.");
        }
    }
}
