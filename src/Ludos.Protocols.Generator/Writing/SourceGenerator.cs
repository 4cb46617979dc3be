using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Protocols.Generator;

/// <summary>All files that follow from the schemas. Same request, same bytes.</summary>
public static class SourceGenerator
{
    /// <param name="request">What the capnp compiler hands a plugin.</param>
    public static Result<ImmutableArray<GeneratedFile>, GeneratorErrorCode> Generate(ReadOnlySpan<byte> request)
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
        files.AddRange(layouts.Select(SharpLayout.Write));
        files.AddRange(schema.Files.Select(file => SharpMessages.Write(schema, file.Id, file.Path)).OfType<GeneratedFile>());
        if (!layouts.IsEmpty)
        {
            files.Add(CHeader.Write(layouts));
            files.Add(ScriptLayout.Write(layouts));
        }

        return files.ToImmutable();
    }
}
