using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Ludos.Modules;

/// <summary>The platforms that a variant may name.</summary>
public static class TargetPlatform
{
    public const string Browser = "browser";

    /// <summary>All names, in the order of the schema.</summary>
    public static ImmutableArray<string> Names { get; } = ["linux-x64", "linux-arm64", "windows-x64", "windows-arm64", "macos-x64", "macos-arm64", Browser];

    /// <summary>Where this process runs; empty where that has no name, so that no variant fits.</summary>
    public static string Current { get; } = Find();

    private static string Find()
    {
        if (OperatingSystem.IsBrowser()) return Browser;
        string system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "";
        string processor = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => "x64", Architecture.Arm64 => "arm64", _ => "" };
        string name = $"{system}-{processor}";
        return Names.Contains(name) ? name : "";
    }
}
