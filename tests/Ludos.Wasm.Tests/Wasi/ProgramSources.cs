using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Ludos.Platform.Processes;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Sources of real programs, from the machine's own package registries: each pinned by version and by the hash of its archive, kept once fetched.</summary>
internal sealed record ProgramSources(string Package, string Version, string Archive, string Sha256, bool FromNpm = false)
{
    public static ProgramSources Zlib { get; } = new("zlib", "1.2.13.dfsg", "zlib_1.2.13.dfsg.orig.tar.bz2", "71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1");

    public static ProgramSources Lua { get; } = new("lua5.4", "5.4.4", "lua5.4_5.4.4.orig.tar.gz", "164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61");

    public static ProgramSources WebP { get; } = new("libwebp", "1.2.4", "libwebp_1.2.4.orig.tar.gz", "7bf5a8a28cc69bcfa8cb214f2c3095703c6b73ac5fba4d5480c205331d9494df");

    /// <summary>An npm package that carries SQLite's amalgamation.</summary>
    public static ProgramSources Sqlite { get; } = new("better-sqlite3", "11.8.1", "better-sqlite3-11.8.1.tgz", "4bc631c74f45c23cedf76372257390a71c21bb018bb1e2b0e608e56fa3249340", FromNpm: true);

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly Lock Gate = new();
    private static readonly Lazy<string?> Reason = new(() => new[] { Zlib, Lua, WebP, Sqlite }.Select(Try).FirstOrDefault(reason => reason is not null));

    /// <summary>Null once all of them are here; else why one is not. Fetches what is missing.</summary>
    public static string? Missing => Reason.Value;

    /// <summary>The unpacked sources.</summary>
    public string Folder
    {
        get
        {
            lock (Gate)
            {
                var folder = Path.Combine(CProgram.Built, $"{Package}-{Version}");
                if (!Directory.Exists(folder))
                {
                    Fetch();
                    Unpack(folder);
                }

                return folder;
            }
        }
    }

    /// <summary>All C files of these folders of the sources, those aside that a filter names.</summary>
    public IEnumerable<string> Files(string folder, Func<string, bool>? leaveOut = null) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.c").Where(path => leaveOut?.Invoke(Path.GetFileName(path)) != true).Order(StringComparer.Ordinal);

    private static string? Try(ProgramSources sources)
    {
        try
        {
            _ = sources.Folder;
            return null;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return $"The sources of {sources.Package} {sources.Version} cannot be fetched: {error.Message}";
        }
    }

    private void Fetch()
    {
        var archive = Path.Combine(CProgram.Built, Archive);
        Directory.CreateDirectory(CProgram.Built);
        if (!File.Exists(archive))
        {
            if (FromNpm)
            {
                Capture("npm", ["pack", $"{Package}@{Version}", "--ignore-scripts", "--silent"], CProgram.Built);
            }
            else
            {
                DebianSources.Fetch(Package, CProgram.Built);
            }
        }

        if (!File.Exists(archive))
        {
            throw new InvalidDataException($"the registry has another version than {Archive}");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(archive)));
        if (hash != Sha256)
        {
            File.Delete(archive);
            throw new InvalidDataException($"{Archive} has hash {hash}, not {Sha256}");
        }
    }

    private void Unpack(string folder)
    {
        var partial = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(partial);
        if (Archive.EndsWith(".bz2", StringComparison.Ordinal))
        {
            Capture("tar", ["xjf", Path.Combine(CProgram.Built, Archive), "-C", partial], CProgram.Built);
        }
        else
        {
            using var packed = new GZipStream(File.OpenRead(Path.Combine(CProgram.Built, Archive)), CompressionMode.Decompress);
            TarFile.ExtractToDirectory(packed, partial, overwriteFiles: true);
        }

        // Archives hold one folder, whose name says the version once more.
        Directory.Move(Directory.GetDirectories(partial).Single(), folder);
        Directory.Delete(partial, recursive: true);
    }

    internal static void Capture(string program, IReadOnlyList<string> arguments, string folder)
    {
        if (!ChildProcess.Capture(program, arguments, Timeout, folder).TryGet(out var run, out var fault))
        {
            throw new IOException(fault.Message);
        }

        if (run.ExitCode != 0)
        {
            throw new IOException($"{program} exited {run.ExitCode}: {(run.Error + run.Output).Trim().Split('\n')[^1]}");
        }
    }
}
