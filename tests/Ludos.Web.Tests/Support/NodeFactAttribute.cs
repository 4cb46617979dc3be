namespace Ludos.Web.Tests.Support;

/// <summary>A test that needs Node with npm. Reported as skipped where there is none: playing and building Ludos need neither.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "npm"))))
        {
            Skip = "There is no npm on the PATH: apt install nodejs npm.";
        }
    }
}
