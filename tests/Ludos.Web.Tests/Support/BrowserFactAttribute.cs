namespace Ludos.Web.Tests.Support;

/// <summary>A test that needs Chromium: Debian's, or the one that LUDOS_CHROMIUM names. Reported as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium))
        {
            Skip = $"There is no browser at {Chromium}: apt install chromium, or name one in LUDOS_CHROMIUM.";
        }
    }

    public static string Chromium { get; } = Environment.GetEnvironmentVariable("LUDOS_CHROMIUM") ?? "/usr/bin/chromium";
}
