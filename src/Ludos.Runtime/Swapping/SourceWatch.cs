using Ludos.Base;
using Ludos.Modules;
using Ludos.Platform.Processes;
using Ludos.Runtime.Loading;
using Ludos.Runtime.World;
using Ludos.Trust;

namespace Ludos.Runtime.Swapping;

/// <summary>Swaps a module when its files are saved. A saved source is built first, by the nearest build.sh: of the module's folder, the
/// game's, or the one above; it is given the module's folder, or the cart's file. What goes wrong is told as an event; the game runs on.</summary>
internal sealed class SourceWatch : IDisposable
{
    /// <summary>Editors save in several steps; the last one counts.</summary>
    private const int SettleMs = 150;

    private const string BuildScript = "build.sh";
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(2);
    private static readonly string[] Sources = [".c", ".h", ".flags"];
    private static readonly string[] Outputs = [".wasm", ".gmod", ".json", ".bin"];

    private readonly GameSession _session;
    private readonly string _gameFolder;
    private readonly List<Watched> _watched;
    private readonly FileSystemWatcher? _shared;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public SourceWatch(GameSession session, LoadedGame game)
    {
        _session = session;
        _gameFolder = game.Folder;
        _watched = [.. game.Modules.Select(module => new Watched(module.Prepared.Package.Manifest.Id, module.Source, module.Prepared.Package.Verified.Digest))];
        foreach (var watched in _watched)
        {
            watched.Timer = new Timer(_ => Settle(watched));
            watched.Watcher = Watch(watched);
        }

        _shared = File.Exists(Path.Combine(game.Folder, GameFile.FileName)) ? WatchShared(game.Folder) : null;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _shared?.Dispose();
        foreach (var watched in _watched)
        {
            watched.Watcher?.Dispose();
            watched.Timer?.Dispose();
        }
    }

    /// <summary>The module's folder; for a cart the folder it lies in, where its source may lie too.</summary>
    private FileSystemWatcher Watch(Watched watched)
    {
        var isFolder = Directory.Exists(watched.Source);
        var watcher = new FileSystemWatcher(isFolder ? watched.Source : Path.GetDirectoryName(watched.Source)!) { IncludeSubdirectories = isFolder };
        Listen(watcher, path =>
        {
            if (isFolder || path == watched.Source || Sources.Contains(Path.GetExtension(path)))
            {
                Saved(watched, path);
            }
        });
        return watcher;
    }

    /// <summary>Headers beside game.json are every module's.</summary>
    private FileSystemWatcher WatchShared(string folder)
    {
        var watcher = new FileSystemWatcher(folder);
        Listen(watcher, path =>
        {
            if (Sources.Contains(Path.GetExtension(path)))
            {
                _watched.ForEach(watched => Saved(watched, path));
            }
        });
        return watcher;
    }

    private static void Listen(FileSystemWatcher watcher, Action<string> saved)
    {
        watcher.NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size;
        watcher.Changed += (_, change) => saved(change.FullPath);
        watcher.Created += (_, change) => saved(change.FullPath);
        watcher.Renamed += (_, change) => saved(change.FullPath);
        watcher.EnableRaisingEvents = true;
    }

    private void Saved(Watched watched, string path)
    {
        var suffix = Path.GetExtension(path);
        var isSource = Sources.Contains(suffix);
        if (!isSource && !Outputs.Contains(suffix))
        {
            return;
        }

        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            watched.NeedsBuild |= isSource;
            watched.Timer!.Change(SettleMs, Timeout.Infinite);
        }
    }

    private void Settle(Watched watched)
    {
        bool needsBuild;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            if (watched.IsBusy)
            {
                watched.Timer!.Change(SettleMs, Timeout.Infinite);
                return;
            }

            watched.IsBusy = true;
            needsBuild = watched.NeedsBuild;
            watched.NeedsBuild = false;
        }

        if (!needsBuild || Build(watched))
        {
            Swap(watched);
        }

        lock (_gate)
        {
            watched.IsBusy = false;
        }
    }

    private void Arm(Watched watched)
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                watched.Timer!.Change(SettleMs, Timeout.Infinite);
            }
        }
    }

    private bool Build(Watched watched)
    {
        var folder = Directory.Exists(watched.Source) ? watched.Source : Path.GetDirectoryName(watched.Source)!;
        var script = new[] { folder, _gameFolder, Path.GetDirectoryName(_gameFolder) ?? _gameFolder }.Select(candidate => Path.Combine(candidate, BuildScript)).FirstOrDefault(File.Exists);
        if (script is null)
        {
            Tell(watched, $"A source of {watched.Id} was saved; there is no {BuildScript} in {folder} or {_gameFolder} to build it with.");
            return false;
        }

        var built = ChildProcess.Capture("bash", [script, watched.Source], BuildLimit, Path.GetDirectoryName(script));
        if (!built.TryGet(out var output, out var fault))
        {
            Tell(watched, $"Building {watched.Id} failed: {fault}");
            return false;
        }

        if (output.ExitCode != 0)
        {
            Tell(watched, $"Building {watched.Id} failed with exit code {output.ExitCode}:\n{(output.Error.Length > 0 ? output.Error : output.Output).TrimEnd()}");
            return false;
        }

        return true;
    }

    private void Swap(Watched watched)
    {
        if (!ModuleSource.Bytes(watched.Source).TryGet(out var bytes, out var fault))
        {
            Tell(watched, $"{watched.Id} was saved but cannot be read: {fault}");
            return;
        }

        var digest = ModuleDigest.Of(bytes);
        if (digest == watched.Digest)
        {
            return;
        }

        if (_session.Swap(watched.Id, bytes, ModuleOrigin.Watch, watched.Source).TryGet(out _, out var refused))
        {
            watched.Digest = digest;
        }
        else if (refused.Code == SwapErrorCode.Busy)
        {
            // A header of several modules was saved, and another of them is first.
            Arm(watched);
        }
        else
        {
            watched.Digest = digest;
            Tell(watched, $"{watched.Id} was saved but not swapped: {refused}");
        }
    }

    private void Tell(Watched watched, string text) => _session.Tell(SessionEventKind.Watch, watched.Id, text);

    private sealed class Watched(string id, string source, Digest digest)
    {
        public string Id { get; } = id;

        public string Source { get; } = source;

        public Digest Digest { get; set; } = digest;

        public bool NeedsBuild { get; set; }

        public bool IsBusy { get; set; }

        public FileSystemWatcher? Watcher { get; set; }

        public Timer? Timer { get; set; }
    }
}
