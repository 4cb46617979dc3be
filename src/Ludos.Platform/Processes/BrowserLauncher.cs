using Ludos.Base;

namespace Ludos.Platform.Processes;

/// <summary>Opens an address in the user's browser.</summary>
public static class BrowserLauncher
{
    private static readonly TimeSpan OpenerTimeout = TimeSpan.FromSeconds(5);

    /// <returns>False when no opener or no screen is here; the caller then prints the address.</returns>
    public static bool TryOpen(Uri address)
    {
        if (Opener() is not { } opener)
        {
            return false;
        }

        string[] arguments = OperatingSystem.IsWindows() ? ["url.dll,FileProtocolHandler", address.AbsoluteUri] : [address.AbsoluteUri];
        Result<CapturedOutput, ChildProcessError> opened = ChildProcess.Capture(opener, arguments, OpenerTimeout);
        return opened is { IsOk: true, Value.ExitCode: 0 };
    }

    private static string? Opener()
    {
        if (OperatingSystem.IsWindows())
        {
            return "rundll32";
        }

        if (OperatingSystem.IsMacOS())
        {
            return "open";
        }

        var hasScreen = Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        return hasScreen ? ToolFinder.Find("xdg-open") : null;
    }
}
