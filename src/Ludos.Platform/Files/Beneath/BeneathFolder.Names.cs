using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files.Beneath;

/// <summary>What changes the names in a folder. A parent is resolved below the capability; the name itself is one plain name, never "." or "..".</summary>
public sealed unsafe partial class BeneathFolder
{
    private const int ListBufferBytes = 32 * 1024;
    private const int EntryHeadBytes = 19;
    private const int EOVERFLOW = 75;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int CreateFolder(string parent, string name) => In(parent, folder => BeneathCalls.MakeFolder(folder, name, NewFolderMode));

    public int RemoveFolder(string parent, string name) => In(parent, folder => BeneathCalls.Unlink(folder, name, BeneathCalls.RemoveFolder));

    public int Unlink(string parent, string name) => In(parent, folder => BeneathCalls.Unlink(folder, name, 0));

    /// <summary>A link whose content is taken as it is; following it later is what is checked.</summary>
    public int CreateLink(string content, string parent, string name) => In(parent, folder => BeneathCalls.Symlink(content, folder, name));

    /// <summary>In one step; what had the name is replaced.</summary>
    public int Rename(string parent, string name, BeneathFolder target, string toParent, string toName) =>
        InTwo(parent, target, toParent, (from, to) => BeneathCalls.Rename(from, name, to, toName));

    /// <summary>A second name for a file; a link itself is linked, not what it leads to.</summary>
    public int HardLink(string parent, string name, BeneathFolder target, string toParent, string toName) =>
        InTwo(parent, target, toParent, (from, to) => BeneathCalls.Link(from, name, to, toName, 0));

    /// <summary>All names but "." and "..". Names that are not UTF-8 are left out: no path could name them.</summary>
    /// <param name="most">More names than this: EOVERFLOW.</param>
    /// <param name="entries">In the file system's order.</param>
    public int List(int most, out List<FolderEntry> entries)
    {
        entries = [];
        var error = PathOpener.Open(_handle, ".", BeneathOpen.Read | BeneathOpen.Folder, _walk, out var opened);
        if (error != 0)
        {
            return error;
        }

        using (opened)
        {
            var buffer = new byte[ListBufferBytes];
            fixed (byte* start = buffer)
            {
                for (; ; )
                {
                    var filled = BeneathCalls.ReadEntries(BeneathCalls.ReadEntriesNumber, opened!, start, ListBufferBytes);
                    if (filled <= 0)
                    {
                        return filled == 0 ? 0 : Marshal.GetLastPInvokeError();
                    }

                    Take(buffer.AsSpan(0, (int)filled), entries);
                    if (entries.Count > most)
                    {
                        return EOVERFLOW;
                    }
                }
            }
        }
    }

    private static void Take(ReadOnlySpan<byte> records, List<FolderEntry> entries)
    {
        const int lengthOffset = 16;
        const int kindOffset = 18;
        while (records.Length >= EntryHeadBytes)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(records[lengthOffset..]);
            var raw = records[EntryHeadBytes..length];
            raw = raw[..raw.IndexOf((byte)0)];
            if (!raw.SequenceEqual("."u8) && !raw.SequenceEqual(".."u8) && TryText(raw, out var name))
            {
                entries.Add(new FolderEntry(name, BinaryPrimitives.ReadUInt64LittleEndian(records), FactReader.KindOfMode(records[kindOffset])));
            }

            records = records[length..];
        }
    }

    private static bool TryText(ReadOnlySpan<byte> raw, out string name)
    {
        try
        {
            name = StrictUtf8.GetString(raw);
            return true;
        }
        catch (DecoderFallbackException)
        {
            name = "";
            return false;
        }
    }

    private int Parent(string path, out SafeFileHandle? folder) =>
        PathOpener.Open(_handle, path.Length == 0 ? "." : path, BeneathOpen.PathOnly | BeneathOpen.Folder, _walk, out folder);

    private int In(string parent, Func<SafeFileHandle, int> call)
    {
        var error = Parent(parent, out var folder);
        using (folder)
        {
            return error != 0 ? error : call(folder!) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    private int InTwo(string parent, BeneathFolder target, string toParent, Func<SafeFileHandle, SafeFileHandle, int> call)
    {
        var error = Parent(parent, out var from);
        using (from)
        {
            if (error != 0)
            {
                return error;
            }

            error = target.Parent(toParent, out var to);
            using (to)
            {
                return error != 0 ? error : call(from!, to!) == 0 ? 0 : Marshal.GetLastPInvokeError();
            }
        }
    }
}
