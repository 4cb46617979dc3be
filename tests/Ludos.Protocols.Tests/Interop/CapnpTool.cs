using System.Diagnostics;
using Xunit;

namespace Ludos.Protocols.Tests.Interop;

/// <summary>Debian's capnp program: the other implementation.</summary>
internal static class CapnpTool
{
    public static string Root { get; } = FindRoot();

    public static string SchemaFolder { get; } = Path.Combine(Root, "tests", "Ludos.Protocols.Tests", "schemas");

    /// <summary>`capnp convert FROM:TO every.capnp TYPE`, which must succeed.</summary>
    /// <param name="formats">For example "text:binary".</param>
    public static byte[] Convert(string formats, string type, ReadOnlySpan<byte> input) => Run(["convert", formats, "every.capnp", type], input);

    public static byte[] Run(string[] arguments, ReadOnlySpan<byte> input)
    {
        var (exitCode, output, error) = TryRun(arguments, input, SchemaFolder);
        Assert.True(exitCode == 0, $"capnp {string.Join(' ', arguments)}: {error}");
        return output;
    }

    public static (int ExitCode, byte[] Output, string Error) TryRun(string[] arguments, ReadOnlySpan<byte> input, string folder)
    {
        // Input from a file: a pipe would have to be filled and drained at the same time.
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, input);
            var start = new ProcessStartInfo("sh", ["-c", "exec capnp \"$@\" < \"$0\"", file, .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["PWD"] = folder;
            using var process = Process.Start(start)!;
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            return (process.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No Ludos.slnx above the test's output folder.");
    }
}
