using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.State.Tests.Outside;

/// <summary>The C library's test programs, each compiled when it is first asked for, with every warning an error.</summary>
public sealed class CPrograms : IDisposable
{
    internal const string Sanitizers = "-fsanitize=address,undefined -fno-sanitize-recover=all";

    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(3);
    private static readonly string[] Warnings = ["-std=c11", "-g", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-pthread"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-c-");
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _built = [];

    /// <summary>Where the sources lie: a copy beside the tests.</summary>
    internal static string Sources => Path.Combine(AppContext.BaseDirectory, "sdk", "c");

    internal string Folder => _folder.FullName;

    /// <param name="name">A file of sdk/c/tests, without its ending.</param>
    internal string Test(string name, bool isSanitized = false) =>
        Build($"{name}{(isSanitized ? "-sanitized" : "")}", [isSanitized ? "-O1" : "-O2", .. isSanitized ? Sanitizers.Split(' ') : [], Path.Combine(Sources, "tests", name + ".c")]);

    internal string Build(string name, IEnumerable<string> arguments, string compiler = "cc")
    {
        lock (_gate)
        {
            if (!_built.TryGetValue(name, out var program))
            {
                program = Path.Combine(Folder, name);
                var build = Run(compiler, BuildLimit, [.. Warnings, "-I", Sources, .. arguments, "-o", program]);
                Assert.True(build.ExitCode == 0, build.Error);
                _built.Add(name, program);
            }

            return program;
        }
    }

    internal static CapturedOutput Run(string program, TimeSpan limit, params string[] arguments) => ChildProcess.Capture(program, arguments, limit).Value;

    public void Dispose() => _folder.Delete(recursive: true);
}
