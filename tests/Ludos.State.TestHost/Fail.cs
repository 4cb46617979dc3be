namespace Ludos.State.TestHost;

internal static class Fail
{
    private const int ExitFailed = 1;

    internal static int Because(string reason)
    {
        Console.WriteLine($"failed: {reason}");
        return ExitFailed;
    }
}
