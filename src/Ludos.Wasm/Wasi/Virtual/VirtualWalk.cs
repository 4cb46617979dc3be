namespace Ludos.Wasm.Wasi.Virtual;

/// <summary>Resolves a path below a folder in memory. Going up from where the walk began is Notcapable.</summary>
internal readonly struct VirtualWalk
{
    private const int MostLinks = 40;

    private VirtualWalk(VirtualFolderNode folder, string? name, VirtualNode? node)
    {
        Folder = folder;
        Name = name;
        Node = node;
    }

    /// <summary>Where the last name is looked up; with no name, the folder that the path leads to.</summary>
    public VirtualFolderNode Folder { get; }

    /// <summary>The last name, after links; null when the path ended with "." or "..".</summary>
    public string? Name { get; }

    /// <summary>What is there; null when nothing is.</summary>
    public VirtualNode? Node { get; }

    /// <param name="root">The walk cannot leave it.</param>
    /// <param name="path">A relative path.</param>
    /// <param name="follow">Whether a link at the end is followed; a slash at the end follows in any case.</param>
    /// <param name="walk">Where it led.</param>
    public static WasiErrno Run(VirtualFolderNode root, string path, bool follow, out VirtualWalk walk)
    {
        var folders = new Stack<VirtualFolderNode>([root]);
        var names = new Stack<string>();
        var mustBeFolder = false;
        var links = 0;
        walk = default;
        if (!Push(names, path, ref mustBeFolder))
        {
            return WasiErrno.Notcapable;
        }

        walk = new VirtualWalk(root, null, root);
        while (names.TryPop(out var name))
        {
            if (name == "..")
            {
                _ = folders.Pop();
                if (folders.Count == 0)
                {
                    return WasiErrno.Notcapable;
                }

                walk = new VirtualWalk(folders.Peek(), null, folders.Peek());
                continue;
            }

            var folder = folders.Peek();
            var node = folder.Entries.GetValueOrDefault(name);
            var isLast = names.Count == 0;
            if (node is VirtualLinkNode link && (!isLast || follow || mustBeFolder))
            {
                if (++links > MostLinks)
                {
                    return WasiErrno.Loop;
                }

                if (!Push(names, link.Target, ref mustBeFolder))
                {
                    return WasiErrno.Notcapable;
                }

                walk = new VirtualWalk(folder, null, folder);
                continue;
            }

            walk = new VirtualWalk(folder, name, node);
            if (!isLast && node is not VirtualFolderNode)
            {
                return node is null ? WasiErrno.Noent : WasiErrno.Notdir;
            }

            if (node is VirtualFolderNode below)
            {
                folders.Push(below);
            }
        }

        return mustBeFolder && walk.Node is not null and not VirtualFolderNode ? WasiErrno.Notdir : WasiErrno.Success;
    }

    private static bool Push(Stack<string> names, string path, ref bool mustBeFolder)
    {
        if (path.StartsWith('/'))
        {
            return false;
        }

        mustBeFolder |= names.Count == 0 && (path.EndsWith('/') || path.EndsWith("/.", StringComparison.Ordinal));
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").Reverse())
        {
            names.Push(name);
        }

        return true;
    }
}
