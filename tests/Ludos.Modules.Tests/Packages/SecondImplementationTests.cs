using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ludos.Modules.Tests.Support;
using Ludos.Trust;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>The container against gmod.py, which was written from docs/reference/gmod.md alone, in another language: the page says enough.</summary>
public sealed class SecondImplementationTests
{
    private const int Mutants = 600;
    private const string Python = "python3";

    [Fact]
    public void BothPackTheSameBytes()
    {
        using TempFolder output = new();
        using TempFolder folder = Full();
        string[] folders = [folder.Path, .. Shipped()];
        Assert.True(folders.Length > 10);
        foreach (string module in folders)
        {
            string theirs = Path.Combine(output.Path, "theirs.gmod");

            _ = Run("pack", module, theirs);

            Assert.Equal(File.ReadAllBytes(theirs), ModulePacker.Pack(module).Value);
        }
    }

    [Fact]
    public void BothReadWhatTheOtherWouldHaveWritten()
    {
        using TempFolder output = new();
        string[] folders = Shipped();
        string[] packages = [.. folders.Select((folder, index) => ModulePacker.PackTo(folder, _ => Path.Combine(output.Path, string.Create(CultureInfo.InvariantCulture, $"{index}.gmod"))).Value.Path)];

        string[] lines = Run(["verify", .. packages]);

        Assert.Equal(packages.Length, lines.Length);
        foreach ((string package, string line) in packages.Zip(lines))
        {
            GmodContainer container = GmodReader.Read(File.ReadAllBytes(package), package).Value;
            Assert.Equal($"ok {container.Digest} {string.Join(',', container.Files.Select(file => file.Path))}", line);
        }
    }

    /// <summary>Damage, and damage under digests that were made to hold again, so that the rules behind them are reached.</summary>
    [Fact]
    public void BothTakeAndRefuseTheSameFiles()
    {
        using TempFolder output = new();
        using TempFolder folder = Full();
        byte[] good = ModulePacker.Pack(folder.Path).Value;
        var mutations = new Mutations(seed: 65);
        var random = new Random(66);
        var mutants = new List<string>();
        int refused = 0;
        for (int index = 0; index < Mutants; index++)
        {
            byte[] bytes = index % 3 == 0 ? mutations.Of(good) : Redigested(good, random, index);
            string path = Path.Combine(output.Path, string.Create(CultureInfo.InvariantCulture, $"{index}.gmod"));
            File.WriteAllBytes(path, bytes);
            mutants.Add(path);
        }

        string[] lines = Run(["verify", .. mutants]);

        foreach ((string mutant, string line) in mutants.Zip(lines))
        {
            var ours = GmodReader.Read(File.ReadAllBytes(mutant), "mutant");
            Assert.True(ours.IsOk == line.StartsWith("ok ", StringComparison.Ordinal), $"{line}; {ours.Fault?.Message ?? "taken here"}");
            refused += ours.IsOk ? 0 : 1;
        }

        Assert.Equal(Mutants, lines.Length);
        Assert.InRange(refused, Mutants / 2, Mutants - 1);
    }

    /// <summary>Changes a few bytes of the directory or of a path, then mends the directory's digest.</summary>
    private static byte[] Redigested(byte[] good, Random random, int index)
    {
        byte[] bytes = [.. good];
        int directoryBytes = BitConverter.ToInt32(bytes, 16);
        if (index % 3 == 1)
        {
            bytes[64 + random.Next(directoryBytes)] ^= (byte)(1 << random.Next(8));
        }
        else
        {
            // A letter of a path for another that may or may not be there.
            int at = 64 + 56 + random.Next(6);
            bytes[at] = (byte)"abzAB./\\-_\0\x80 "[random.Next(12)];
        }

        SHA256.HashData(bytes.AsSpan(64, directoryBytes), bytes.AsSpan(32, 32));
        return bytes;
    }

    private static string[] Run(params string[] arguments)
    {
        string script = Path.Combine(Root(), "tests", "Ludos.Modules.Tests", "Packages", "gmod.py");
        using Process process = Process.Start(new ProcessStartInfo(Python, [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Every module folder of the repository.</summary>
    private static string[] Shipped() =>
        [.. new[] { "games", Path.Combine("tests", "modules"), "templates" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), ModuleManifest.FileName, SearchOption.AllDirectories))
            .Select(file => Path.GetDirectoryName(file)!)
            .Where(folder => ModulePacker.Pack(folder).IsOk)];

    private static TempFolder Full()
    {
        var folder = new TempFolder();
        folder.Write("module.json", Support.Manifests.Utf8(Support.Manifests.Good));
        folder.Write("fish.wasm", [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]);
        folder.Write("fish.bin", new byte[80]);
        folder.Write("assets/sky.png", []);
        folder.Write("small/sky.png", [2]);
        folder.Write("small/.hidden", [2]);
        folder.Write("assets/reef/a.png", [3, 0]);
        folder.Write("assets/.git/b.png", [3]);
        folder.Write("assets/music/Z-tide_1.ogg", [.. Enumerable.Range(0, 1000).Select(index => (byte)index)]);
        folder.Write("fish.c", [4]);
        return folder;
    }

    private static string Root()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Ludos.slnx"))) root = Path.GetDirectoryName(root)!;
        return root;
    }
}
