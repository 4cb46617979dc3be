using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.Protocols.Generator;

namespace Ludos.Cli.Layouts;

/// <summary>Builds and runs the programs that print a layout as their language has it.</summary>
internal static class ProbeRuns
{
    private const string EsCompiler = "web/node_modules/capnp-es/dist/compiler/capnpc-ts.mjs";
    /// <summary>Takes the types away; what is imported for them alone goes with them.</summary>
    private const string Transpile = """
        import ts from 'typescript';
        import { readFileSync, writeFileSync } from 'node:fs';
        for (let index = 2; index < process.argv.length; index += 2) {
          const source = readFileSync(process.argv[index], 'utf8');
          writeFileSync(process.argv[index + 1], ts.transpileModule(source, { compilerOptions: { module: 'ESNext', target: 'ES2022' } }).outputText);
        }
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static Result<string[], LayoutErrorCode> C(string root, string folder, ImmutableArray<LayoutFile> layouts)
    {
        if (!NeededTool.Find("cc").TryGet(out var cc, out var missing))
        {
            return missing;
        }

        File.WriteAllText(Path.Combine(folder, "probe.c"), CProbe.Program(layouts));
        var built = Run(cc, ["-std=c11", "-Wall", "-Werror", "-I", Path.Combine(root, "sdk", "c"), "-o", "probe", "probe.c"], folder);
        return built.TryGet(out _, out var notBuilt) ? Run(Path.Combine(folder, "probe"), [], folder) : notBuilt;
    }

    public static Result<string[], LayoutErrorCode> Script(string root, string folder, ImmutableArray<LayoutFile> layouts)
    {
        if (!NeededTool.Find("node").TryGet(out var node, out var noNode))
        {
            return noNode;
        }

        if (!NeededTool.Find("capnp").TryGet(out var capnp, out var noCapnp))
        {
            return noCapnp;
        }

        if (!File.Exists(Path.Combine(root, EsCompiler)))
        {
            return new Fault<LayoutErrorCode>(LayoutErrorCode.ToolMissing, "This needs capnp-es, which is not in web/node_modules.", "Install it: npm ci --prefix web");
        }

        var set = SchemaSet.All[0];
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.Combine(root, "web", "node_modules"));
        File.WriteAllText(Path.Combine(folder, "package.json"), "{ \"type\": \"module\" }");
        File.WriteAllText(Path.Combine(folder, "transpile.mjs"), Transpile);
        var plugin = WritePlugin(folder, node, Path.Combine(root, EsCompiler));
        File.WriteAllText(Path.Combine(folder, "probe.mjs"), ScriptProbe.Program(layouts));
        string[] classes = ["compile", "-I", ".", $"-o{plugin}:{folder}", .. set.Files(root)];
        if (!Run(capnp, classes, Path.Combine(root, set.Folder)).TryGet(out _, out var noClasses))
        {
            return noClasses;
        }

        var sources = layouts.SelectMany(layout => new[]
        {
            Path.ChangeExtension(layout.Path, ".ts"), Path.ChangeExtension(layout.Path, ".js"),
            Path.Combine(root, GeneratorTarget.ScriptFolder, Path.ChangeExtension(layout.Path, ".ts")), Path.ChangeExtension(layout.Path, ".mjs"),
        });
        var transpiled = Run(node, ["transpile.mjs", .. sources], folder);
        return transpiled.TryGet(out _, out var notTranspiled) ? Run(node, ["probe.mjs"], folder) : notTranspiled;
    }

    /// <summary>The compiler starts its plugins without arguments, so a script holds them.</summary>
    private static string WritePlugin(string folder, string node, string compiler)
    {
        var path = Path.Combine(folder, OperatingSystem.IsWindows() ? "plugin.cmd" : "plugin.sh");
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(path, $"@\"{node}\" \"{compiler}\"\r\n");
        }
        else
        {
            File.WriteAllText(path, $"#!/bin/sh\nexec '{node}' '{compiler}'\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }

    private static Result<string[], LayoutErrorCode> Run(string program, string[] arguments, string folder)
    {
        var environment = new Dictionary<string, string?> { ["PWD"] = folder };
        if (!ChildProcess.Capture(program, arguments, Timeout, folder, environment).TryGet(out var captured, out var fault))
        {
            return new Fault<LayoutErrorCode>(LayoutErrorCode.ToolFailed, fault.Message, fault.Mend);
        }

        return captured.ExitCode == 0
            ? captured.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : new Fault<LayoutErrorCode>(LayoutErrorCode.ToolFailed, $"{program} ended with {captured.ExitCode}:\n{captured.Output}{captured.Error}".TrimEnd());
    }
}
