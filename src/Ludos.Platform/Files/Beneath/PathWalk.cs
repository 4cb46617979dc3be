using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files.Beneath;

/// <summary>
/// Resolves a path name by name, holding each folder on the way open and following links by hand, so that nothing that is renamed
/// meanwhile leads it out: going up returns to the handle it came from.
/// </summary>
internal static unsafe class PathWalk
{
    private const int MostLinks = 40;
    private const int MostLinkBytes = 4_096;
    private const int ENOENT = 2;
    private const int EEXIST = 17;
    private const int EISDIR = 21;
    private const int ELOOP = 40;
    private const int ENAMETOOLONG = 36;

    /// <returns>A Linux error number, 0 on success. A path that would leave the folder is EXDEV.</returns>
    internal static int Open(SafeFileHandle folder, string path, BeneathOpen how, out SafeFileHandle? opened)
    {
        opened = null;
        var stack = new Stack<SafeFileHandle>();
        try
        {
            return Walk(folder, path, how, stack, out opened);
        }
        finally
        {
            foreach (var held in stack)
            {
                held.Dispose();
            }
        }
    }

    private static int Walk(SafeFileHandle folder, string path, BeneathOpen how, Stack<SafeFileHandle> stack, out SafeFileHandle? opened)
    {
        opened = null;
        var links = 0;
        var names = new LinkedList<string>();
        if (!Prepend(names, path, ref how))
        {
            return PathOpener.EXDEV;
        }

        while (names.First is { } first)
        {
            var (name, isLast) = (first.Value, first.Next is null);
            names.RemoveFirst();
            var current = stack.TryPeek(out var top) ? top : folder;
            if (name == "..")
            {
                if (!stack.TryPop(out var left))
                {
                    return PathOpener.EXDEV;
                }

                left.Dispose();
                continue;
            }

            var error = Look(current, name, out var found, out var isLink);
            if (error == ENOENT && isLast && (how & BeneathOpen.Create) != 0)
            {
                return (how & BeneathOpen.Folder) != 0 ? EISDIR : OpenHere(current, name, how, out opened);
            }

            using (found)
            {
                if (error != 0)
                {
                    return error;
                }

                if (isLink && !(isLast && (how & (BeneathOpen.NoFollow | BeneathOpen.Exclusive)) != 0))
                {
                    error = ++links > MostLinks ? ELOOP : ReadLink(found!, out var target) is var read && read != 0 ? read : Prepend(names, target, ref how) ? 0 : PathOpener.EXDEV;
                    if (error != 0)
                    {
                        return error;
                    }

                    continue;
                }
            }

            if (isLast)
            {
                // A link put there since is not followed: the open below refuses it.
                return OpenHere(current, name, how, out opened);
            }

            error = OpenHere(current, name, BeneathOpen.PathOnly | BeneathOpen.Folder, out var below);
            if (error != 0)
            {
                return error;
            }

            stack.Push(below!);
        }

        // The path ended with ".", ".." or nothing: the folder reached is what is opened.
        if ((how & BeneathOpen.Exclusive) != 0)
        {
            return EEXIST;
        }

        return OpenHere(stack.TryPeek(out var last) ? last : folder, ".", how & ~BeneathOpen.Create, out opened);
    }

    /// <summary>False for an absolute path. A slash at the end asks for a folder, and follows a link to it.</summary>
    private static bool Prepend(LinkedList<string> names, string path, ref BeneathOpen how)
    {
        if (path.StartsWith('/'))
        {
            return false;
        }

        if (names.Count == 0 && (path.EndsWith('/') || path.EndsWith("/.", StringComparison.Ordinal)))
        {
            how = (how | BeneathOpen.Folder) & ~BeneathOpen.NoFollow;
        }

        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").Reverse())
        {
            names.AddFirst(name);
        }

        return true;
    }

    private static int Look(SafeFileHandle folder, string name, out SafeFileHandle? found, out bool isLink)
    {
        isLink = false;
        var error = OpenHere(folder, name, BeneathOpen.PathOnly | BeneathOpen.NoFollow, out found);
        if (error == 0)
        {
            error = FactReader.Read(found!, out var facts);
            isLink = facts.Kind == FileKind.Link;
        }

        return error;
    }

    private static int OpenHere(SafeFileHandle folder, string name, BeneathOpen how, out SafeFileHandle? opened)
    {
        var raw = BeneathCalls.OpenAt(folder, name, PathOpener.FlagsOf(how | BeneathOpen.NoFollow), PathOpener.NewFileMode);
        opened = raw >= 0 ? new SafeFileHandle(raw, ownsHandle: true) : null;
        return raw >= 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static int ReadLink(SafeFileHandle link, out string target)
    {
        var buffer = stackalloc byte[MostLinkBytes];
        var length = BeneathCalls.ReadLink(link, "", buffer, MostLinkBytes);
        target = length > 0 ? Encoding.UTF8.GetString(buffer, (int)length) : "";
        return length < 0 ? Marshal.GetLastPInvokeError() : length == MostLinkBytes ? ENAMETOOLONG : length == 0 ? ENOENT : 0;
    }
}
