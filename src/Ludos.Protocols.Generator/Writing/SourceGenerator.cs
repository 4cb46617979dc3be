using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Protocols.Generator;

/// <summary>All files that follow from the schemas. Same request, same bytes.</summary>
public static class SourceGenerator
{
    /// <param name="request">What the capnp compiler hands a plugin.</param>
    public static Result<ImmutableArray<GeneratedFile>, GeneratorErrorCode> Generate(ReadOnlySpan<byte> request, GeneratorTarget target)
    {
        if (!RequestReader.Read(request).TryGet(out var schema, out var badRequest))
        {
            return badRequest;
        }

        if (!LayoutReader.Read(schema).TryGet(out var layouts, out var badLayout))
        {
            return badLayout;
        }

        var files = ImmutableArray.CreateBuilder<GeneratedFile>();
        files.AddRange(layouts.Select(layout => SharpLayout.Write(layout, target)));
        foreach (var (id, path) in schema.Files)
        {
            if (SharpRules.Judge(schema, id) is { } refused)
            {
                return refused;
            }

            if (SharpMessages.Write(schema, target, id, path) is { } messages)
            {
                files.Add(messages);
            }
        }

        if (target.HasLayouts && !layouts.IsEmpty)
        {
            files.Add(CHeader.Write(layouts));
            files.AddRange(ScriptLayout.Write(layouts));
        }

        return files.ToImmutable();
    }
}
