using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>Somebody at a terminal with a home of their own.</summary>
internal sealed class Person : IDisposable
{
    private readonly TempFolder _home = new();

    public string Home => _home.File("home");

    public CliResult Run(params string[] arguments) => Cli.RunIn(_home.Path, Home, arguments);

    /// <summary>Demands that a command succeeds.</summary>
    public string Must(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == 0, $"ludos {string.Join(' ', arguments)} exits {result.ExitCode}: {result.Error}");
        return result.Output;
    }

    public JsonNode Json(params string[] arguments) => JsonNode.Parse(Must([.. arguments, "--json"]))!;

    /// <summary>The installed version of a set's root; null = not installed.</summary>
    public string? Version(string name) => Json("list").AsArray()
        .FirstOrDefault(set => set!["name"]!.GetValue<string>() == name)?["modules"]!.AsArray()
        .First(module => module!["id"]!.GetValue<string>() == name)!["version"]!.GetValue<string>();

    public Process Start(params string[] arguments) => Cli.Start(_home.Path, Home, arguments);

    public void Dispose()
    {
        _ = Run("keys", "lock");
        _home.Dispose();
    }
}
