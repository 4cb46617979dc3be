using Ludos.Platform.Files;

namespace Ludos.Distribution;

/// <summary>One process's turn to change one set. Ends when it is disposed or the process dies.</summary>
public sealed class SetLock : IDisposable
{
    private readonly FileLock _held;

    internal SetLock(string name, FileLock held)
    {
        Name = name;
        _held = held;
    }

    /// <summary>The set.</summary>
    public string Name { get; }

    public void Dispose() => _held.Dispose();
}
