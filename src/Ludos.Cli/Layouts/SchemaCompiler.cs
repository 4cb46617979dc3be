using Ludos.Base;
using Ludos.Cli.Setup;
using Ludos.Platform.Processes;

namespace Ludos.Cli.Layouts;

/// <summary>Runs `capnp compile`, which parses schemas and hands on what they say.</summary>
internal static class SchemaCompiler
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>The compiler's request to its plugins, for all files of a set.</summary>
    public static Result<byte[], LayoutErrorCode> Compile(string root, SchemaSet set)
    {
        if (!NeededTool.Find("capnp").TryGet(out var capnp, out var missing))
        {
            return missing;
        }

        string[] arguments = ["compile", "-I", ".", "-o-", .. set.Files(root)];
        if (!ChildProcess.Start(capnp, arguments, ChildStreams.Piped, Path.Combine(root, set.Folder)).TryGet(out var child, out var fault))
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
