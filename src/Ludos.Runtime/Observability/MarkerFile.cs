using System.Text;

namespace Ludos.Runtime.Observability;

/// <summary>Appends markers to a file, one line each, each written through before the game goes on. A disk that fails ends the writing, not the game.</summary>
public sealed class MarkerFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private bool _isBroken;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public MarkerFile(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Write(Marker marker)
    {
        lock (_gate)
        {
            try
            {
                if (!_isBroken)
                {
                    _file.Write(Encoding.UTF8.GetBytes(marker + "\n"));
                }
            }
            catch (IOException)
            {
                _isBroken = true;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isBroken = true;
            _file.Dispose();
        }
    }
}
