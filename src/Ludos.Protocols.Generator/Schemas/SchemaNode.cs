using System.Collections.Immutable;

namespace Ludos.Protocols.Generator;

/// <summary>A declaration of a schema.</summary>
/// <param name="Name">Without its scope.</param>
/// <param name="Path">With file and scope, for messages.</param>
/// <param name="ScopeId">The declaration, or file, that it stands in.</param>
/// <param name="Doc">The comment behind it; empty for none.</param>
public abstract record SchemaNode(ulong Id, string Name, string Path, ulong ScopeId, string Doc, ImmutableArray<SchemaAnnotation> Annotations)
{
    /// <summary>The text given to an annotation of this node; null when it has none of that id.</summary>
    public SchemaAnnotation? Annotation(ulong id) => Annotations.FirstOrDefault(annotation => annotation.Id == id);
}

/// <param name="Text">Its value where that is a text; else empty.</param>
public sealed record SchemaAnnotation(ulong Id, string Text);

public sealed record FileNode(ulong Id, string Name, string Path, ulong ScopeId, string Doc, ImmutableArray<SchemaAnnotation> Annotations)
    : SchemaNode(Id, Name, Path, ScopeId, Doc, Annotations);

/// <param name="IsGroup">A group or named union: its fields lie in the struct that it stands in.</param>
/// <param name="Tags">Members of its unnamed union; 0 for none.</param>
/// <param name="TagOffset">Where the union's tag lies, in units of 16 bits.</param>
public sealed record StructNode(
    ulong Id, string Name, string Path, ulong ScopeId, string Doc, ImmutableArray<SchemaAnnotation> Annotations,
    int DataWords, int Pointers, bool IsGroup, int Tags, int TagOffset, ImmutableArray<SchemaField> Fields)
    : SchemaNode(Id, Name, Path, ScopeId, Doc, Annotations);

public sealed record EnumNode(ulong Id, string Name, string Path, ulong ScopeId, string Doc, ImmutableArray<SchemaAnnotation> Annotations, ImmutableArray<(string Name, string Doc)> Values)
    : SchemaNode(Id, Name, Path, ScopeId, Doc, Annotations);

public sealed record ConstNode(ulong Id, string Name, string Path, ulong ScopeId, string Doc, ImmutableArray<SchemaAnnotation> Annotations, SchemaType Type, SchemaValue Value)
    : SchemaNode(Id, Name, Path, ScopeId, Doc, Annotations);

public sealed record InterfaceNode(ulong Id, string Name, string Path, ulong ScopeId, string Doc, ImmutableArray<SchemaAnnotation> Annotations)
    : SchemaNode(Id, Name, Path, ScopeId, Doc, Annotations);

public sealed record AnnotationNode(ulong Id, string Name, string Path, ulong ScopeId, string Doc, ImmutableArray<SchemaAnnotation> Annotations)
    : SchemaNode(Id, Name, Path, ScopeId, Doc, Annotations);

/// <param name="Tag">Its number in the unnamed union, or <see cref="NoTag"/>.</param>
/// <param name="Offset">In units of its own size; for pointers an index.</param>
/// <param name="Type">Null for a group.</param>
/// <param name="GroupId">The group's node; 0 for a field.</param>
public sealed record SchemaField(string Name, string Doc, int Tag, int Offset, SchemaType? Type, SchemaValue Default, ulong GroupId)
{
    public const int NoTag = 0xffff;
}
