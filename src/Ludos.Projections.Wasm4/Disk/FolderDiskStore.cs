using Ludos.Base;

namespace Ludos.Projections.Wasm4.Disk;

/// <summary>
/// Keeps each cart's disk as <c>SHA256.disk</c> in a folder, whole or not at all: a new file replaces the old one in one step. An empty disk
/// has no file. Saves happen on a pool thread; of several in a row only the last is written. Load, Save and Dispose from one thread.
/// </summary>
public sealed class FolderDiskStore : IDiskStore, IThreadPoolWorkItem, IDisposable
{
    private const string Extension = ".disk";
    private const string UnfinishedExtension = ".new";

    private readonly string _folder;
    private readonly Action<string> _warn;
    private readonly Lock _gate = new();
    private readonly Lock _writing = new();
    private string? _digest;
    private CartDisk _pending;
    private bool _isPending;

    /// <param name="folder">Made when the first disk is written.</param>
    /// <param name="warn">Told, once a failure and from a pool thread, when a disk could not be written.</param>
    public FolderDiskStore(string folder, Action<string> warn)
    {
        _folder = folder;
        _warn = warn;
    }

    public Result<bool, CartErrorCode> Load(string cartDigest, ref CartDisk disk)
    {
        Flush();
        string path = PathOf(cartDigest);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > CartDisk.CapacityBytes)
            {
                return new Fault<CartErrorCode>(
                    CartErrorCode.DiskUnavailable,
                    $"The saved disk {path} is {file.Length} bytes; a disk is at most {CartDisk.CapacityBytes}.",
                    "Remove it to start with an empty disk.");
            }
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            disk.Write(content);
            return true;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Fault<CartErrorCode>(
                CartErrorCode.DiskUnavailable, $"The saved disk {path} could not be read: {failure.Message}", "Check the file's owner and mode.");
        }
    }

    public bool TrySave(string cartDigest, in CartDisk disk)
    {
        if (!_gate.TryEnter())
            return false;
        try
        {
            if (_isPending && _digest != cartDigest)
                return false;
            _digest = cartDigest;
            _pending = disk;
            if (_isPending)
                return true;
            _isPending = true;
        }
        finally
        {
            _gate.Exit();
        }
        return ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Writes what is still unsaved before it returns.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            string digest;
            CartDisk disk;
            lock (_gate)
            {
                if (!_isPending)
                    return;
                _isPending = false;
                digest = _digest!;
                disk = _pending;
            }
            WriteFile(PathOf(digest), disk);
        }
    }

    public void Dispose() => Flush();

    void IThreadPoolWorkItem.Execute() => Flush();

    private void WriteFile(string path, in CartDisk disk)
    {
        try
        {
            if (disk.Size == 0)
            {
                File.Delete(path);
                return;
            }
            Directory.CreateDirectory(_folder);
            using (var file = new FileStream(path + UnfinishedExtension, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(disk.Content);
                file.Flush(flushToDisk: true);
            }
            File.Move(path + UnfinishedExtension, path, overwrite: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever saved, and there is nothing to remove.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _warn($"The cart's disk could not be saved to {path}: {failure.Message}");
        }
    }

    private string PathOf(string digest) => Path.Combine(_folder, digest + Extension);
}
