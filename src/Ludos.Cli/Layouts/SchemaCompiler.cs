using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.Protocols.Generator;

namespace Ludos.Cli.Layouts;

/// <summary>Runs `capnp compile`, which parses schemas and hands on what they say.</summary>
internal static class SchemaCompiler
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>What the product's schemas say about shared memory.</summary>
    public static Result<ImmutableArray<LayoutFile>, LayoutErrorCode> Layouts(string root)
    {
        if (!Compile(root, SchemaSet.All[0]).TryGet(out var request, out var notCompiled))
        {
            return notCompiled;
        }

        if (!RequestReader.Read(request).TryGet(out var schema, out var unread))
        {
            return new Fault<LayoutErrorCode>(LayoutErrorCode.BadSchema, unread.Message, unread.Mend);
        }

        return LayoutReader.Read(schema).TryGet(out var layouts, out var bad)
            ? layouts
            : new Fault<LayoutErrorCode>(LayoutErrorCode.BadSchema, bad.Message, bad.Mend);
    }

    /// <summary>The compiler's request to its plugins, for all files of a set.</summary>
    public static Result<byte[], LayoutErrorCode> Compile(string root, SchemaSet set)
    {
        if (!NeededTool.Find("capnp").TryGet(out var capnp, out var missing))
        {
            return missing;
        }

        string[] arguments = ["compile", "-I", ".", "-o-", .. set.Files(root)];
        var folder = Path.Combine(root, set.Folder);
        if (!ChildProcess.Start(capnp, arguments, ChildStreams.Piped, folder, new Dictionary<string, string?> { ["PWD"] = folder }).TryGet(out var child, out var fault))
        {
            return new Fault<LayoutErrorCode>(LayoutErrorCode.ToolFailed, fault.Message, fault.Mend);
        }

        using (child)
        {
            child.Input.Close();
            var said = child.Error.ReadToEndAsync();
            using var request = new MemoryStream();
            child.Output.BaseStream.CopyTo(request);
            return child.WaitForExit(Timeout) && child.ExitCode == 0
                ? request.ToArray()
                : new Fault<LayoutErrorCode>(LayoutErrorCode.BadSchema, $"capnp refuses a schema of {set.Folder}:\n{said.GetAwaiter().GetResult().TrimEnd()}");
        }
    }
}
