namespace Ludos.Wasm.Debugging;

/// <summary>The file names of one unit's line table.</summary>
internal sealed class DwarfFiles
{
    private const ulong PathContent = 1;
    private const ulong FolderContent = 2;
    private const int MaxFormats = 16;
    private const int FirstOfOlderVersions = 1;

    private readonly List<string> _folders = [];
    private readonly List<(string Name, ulong Folder)> _files = [];
    private int _first;

    /// <summary>As the compiler was told; null for a number that stands for none.</summary>
    public string? PathOf(ulong file)
    {
        var index = file - (ulong)_first;
        if (index >= (ulong)_files.Count)
        {
            return null;
        }

        var (name, folder) = _files[(int)index];
        return name.StartsWith('/') || folder >= (ulong)_folders.Count || _folders[(int)folder].Length == 0 ? name : $"{_folders[(int)folder]}/{name}";
    }

    /// <summary>Versions 2 to 4. Folder 0, where the compiler ran, is not written down there.</summary>
    public static DwarfFiles ReadOlder(ref DwarfCursor header)
    {
        var files = new DwarfFiles { _first = FirstOfOlderVersions };
        files._folders.Add("");
        while (!header.Failed && header.Text() is { Length: > 0 } folder)
        {
            files._folders.Add(folder);
        }

        while (!header.Failed && header.Text() is { Length: > 0 } name)
        {
            files._files.Add((name, header.Unsigned()));
            header.Unsigned();
            header.Unsigned();
        }

        return files;
    }

    /// <summary>Version 5.</summary>
    public static DwarfFiles Read(ref DwarfCursor header, DwarfTexts texts)
    {
        var files = new DwarfFiles();
        foreach (var (name, _) in Entries(ref header, texts))
        {
            files._folders.Add(name);
        }

        files._files.AddRange(Entries(ref header, texts));
        return files;
    }

    private static List<(string Name, ulong Folder)> Entries(ref DwarfCursor header, DwarfTexts texts)
    {
        var formats = new (ulong Content, ulong Form)[Math.Min((int)header.Byte(), MaxFormats)];
        for (var i = 0; i < formats.Length; i++)
        {
            formats[i] = (header.Unsigned(), header.Unsigned());
        }

        var entries = new List<(string Name, ulong Folder)>();

        // An entry takes at least a byte for each of its parts; one of no parts would take none, however many are announced.
        for (var left = formats.Length == 0 ? 0 : header.Unsigned(); left > 0 && !header.AtEnd; left--)
        {
            var (name, folder) = ("", 0UL);
            foreach (var (content, form) in formats)
            {
                var (text, number) = texts.Value(ref header, form);
                name = content == PathContent ? text : name;
                folder = content == FolderContent ? number : folder;
            }

            entries.Add((name, folder));
        }

        return entries;
    }
}
