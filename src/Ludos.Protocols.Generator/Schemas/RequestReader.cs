using System.Collections.Immutable;
using System.Text;
using Ludos.Base;

namespace Ludos.Protocols.Generator;

/// <summary>
/// Reads what `capnp compile` hands its plugins (CodeGeneratorRequest) into <see cref="Schema"/>. The numbers here are the places of that message's
/// fields as `capnp compile -ocapnp` prints them; it is the one message that cannot be read by generated code.
/// </summary>
public static class RequestReader
{
    private static readonly MessageLimits Limits = new(64 * 1024 * 1024, 64);

    public static Result<Schema, GeneratorErrorCode> Read(ReadOnlySpan<byte> request)
    {
        if (!MessageReader.TryOpen(request, Limits, out var message, out var fault))
        {
            return new Fault<GeneratorErrorCode>(GeneratorErrorCode.BadRequest, fault.Message, "Run it as a plugin: capnp compile -o.");
        }

        var root = message.Root;
        var nodes = root.List(0, ElementSize.Composite);
        var docs = Docs(root.List(3, ElementSize.Composite));
        var shapes = new Dictionary<ulong, StructNode>();
        for (var index = 0; index < nodes.Count; index++)
        {
            var shape = NodeReader.Shape(nodes.Struct(index), docs);
            if (shape is not null)
            {
                shapes.Add(shape.Id, shape);
            }
        }

        var all = new List<SchemaNode>();
        var nested = new Dictionary<ulong, ImmutableArray<ulong>>();
        for (var index = 0; index < nodes.Count; index++)
        {
            all.Add(NodeReader.Read(nodes.Struct(index), docs, shapes));
            nested[all[^1].Id] = NodeReader.Nested(nodes.Struct(index));
        }

        var files = Files(root.List(1, ElementSize.Composite));
        return message.FirstFault == MessageErrorCode.None && files.Length > 0
            ? new Schema(all, nested, files)
            : new Fault<GeneratorErrorCode>(GeneratorErrorCode.BadRequest, $"The request is damaged or names no file: {message.FirstFault}.", "Run it as a plugin: capnp compile -o.");
    }

    private static ImmutableArray<(ulong Id, string Path)> Files(ListReader files)
    {
        var all = ImmutableArray.CreateBuilder<(ulong, string)>();
        for (var index = 0; index < files.Count; index++)
        {
            var file = files.Struct(index);
            all.Add((file.Number<ulong>(0), file.Text(0)));
        }

        return all.ToImmutable();
    }

    private static SourceDocs Docs(ListReader infos)
    {
        var nodes = new Dictionary<ulong, string>();
        var members = new Dictionary<(ulong, int), string>();
        for (var index = 0; index < infos.Count; index++)
        {
            var info = infos.Struct(index);
            var id = info.Number<ulong>(0);
            nodes[id] = Tidy(info.TextUtf8(0));
            var list = info.List(1, ElementSize.Composite);
            for (var member = 0; member < list.Count; member++)
            {
                members[(id, member)] = Tidy(list.Struct(member).TextUtf8(0));
            }
        }

        return new SourceDocs(nodes, members);
    }

    private static string Tidy(ReadOnlySpan<byte> doc) => string.Join('\n', Encoding.UTF8.GetString(doc).Split('\n').Select(line => line.Trim())).Trim();
}

/// <summary>The comments of a schema, by declaration and by member.</summary>
internal sealed record SourceDocs(Dictionary<ulong, string> Nodes, Dictionary<(ulong Node, int Member), string> Members)
{
    public string Of(ulong node) => Nodes.GetValueOrDefault(node, "");

    public string Of(ulong node, int member) => Members.GetValueOrDefault((node, member), "");
}
