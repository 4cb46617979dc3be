using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Distribution;

/// <summary>What the documents of distribution have in common: how they are read and written, and the fields that several have.</summary>
internal static class DistributionDocument
{
    public static readonly string[] ObjectFields = ["digest", "sizeBytes"];

    public static Result<T, DocumentErrorCode> Read<T>(ReadOnlyMemory<byte> utf8, int maxBytes, string name, string[] known, Func<DocumentFields, T> read)
        where T : class =>
        DocumentFields.TryRead(utf8, maxBytes, known, read, out var value, out var problem)
            ? value!
            : new Fault<DocumentErrorCode>(utf8.Length > maxBytes ? DocumentErrorCode.TooLarge : DocumentErrorCode.Malformed, $"{name} cannot be read: {Printable(problem!)}.");

    /// <summary>Writes a document without spaces.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether a field that must be there is null.</summary>
    public static bool IsNull(this DocumentFields fields, string name) => fields.Raw(name).AsSpan().SequenceEqual("null"u8);

    public static string ModuleId(this DocumentFields fields, string name)
    {
        var id = fields.Text(name, ModuleLimits.MaxIdLength);
        return ModuleIds.IsId(id) ? id : throw new DocumentException($"\"{name}\" is \"{id}\", not a lower-case name");
    }

    public static string Publisher(this DocumentFields fields)
    {
        var publisher = fields.Text("publisher", DistributionLimits.MaxPublisherLength);
        return PublisherName.IsName(publisher) ? publisher : throw new DocumentException($"\"publisher\" is \"{publisher}\", not a publisher's name");
    }

    /// <summary>A version in the one spelling that it has.</summary>
    public static SemanticVersion Version(this DocumentFields fields)
    {
        var text = fields.Text("version", DistributionLimits.MaxVersionLength);
        return ManifestVersions.TryVersion(text, out var version) && version.ToFullString() == text
            ? version
            : throw new DocumentException($"\"version\" is \"{text}\", not a semantic version");
    }

    public static VersionRange Range(this DocumentFields fields)
    {
        var text = fields.Text("range", DistributionLimits.MaxRangeLength);
        return ManifestVersions.TryRange(text, out var range) ? range : throw new DocumentException($"\"range\" is \"{text}\", not a version range");
    }

    public static Dependency Dependency(DocumentFields fields) => new(fields.ModuleId("id"), fields.Range());

    public static string Path(string path) =>
        PackagePath.Problem(path) is { } problem ? throw new DocumentException($"a path is \"{path}\", which {problem}") : path;

    public static ObjectRef Object(this DocumentFields fields, string name, long maxBytes) => ObjectOf(fields.Child(name, ObjectFields), maxBytes);

    public static ObjectRef ObjectOf(DocumentFields fields, long maxBytes) => new(fields.Digest("digest"), fields.Number("sizeBytes", 1, maxBytes));

    public static void Write(this Utf8JsonWriter writer, string field, ObjectRef value)
    {
        writer.WriteStartObject(field);
        writer.WriteString("digest", value.Digest.ToString());
        writer.WriteNumber("sizeBytes", value.SizeBytes);
        writer.WriteEndObject();
    }

    public static void Write(this Utf8JsonWriter writer, string field, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(field);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    public static void Write(this Utf8JsonWriter writer, string field, ImmutableArray<Dependency> dependencies)
    {
        writer.WriteStartArray(field);
        foreach (var dependency in dependencies)
        {
            writer.WriteStartObject();
            writer.WriteString("id", dependency.Id);
            writer.WriteString("range", dependency.RangeText);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void Write(this Utf8JsonWriter writer, string field, ProtectedFiles? files)
    {
        if (files is null)
        {
            writer.WriteNull(field);
            return;
        }

        writer.WriteStartObject(field);
        writer.Write("paths", files.Paths);
        writer.WriteNumber("keyGeneration", files.KeyGeneration);
        writer.WriteEndObject();
    }

    public static ProtectedFiles? Protected(this DocumentFields fields)
    {
        if (fields.IsNull("protected"))
        {
            return null;
        }

        var child = fields.Child("protected", "paths", "keyGeneration");
        var paths = child.Texts("paths", ModuleLimits.MaxFiles, ModuleLimits.MaxPathBytes).Ascending("protected.paths", string.CompareOrdinal);
        if (paths.IsEmpty) throw new DocumentException("\"protected.paths\" is empty");
        foreach (var path in paths)
        {
            _ = Path(path);
        }

        return new ProtectedFiles(paths, (int)child.Number("keyGeneration", 1, DistributionLimits.MaxKeyGeneration));
    }

    /// <summary>Demands one order, and thereby that nothing comes twice.</summary>
    public static ImmutableArray<T> Ascending<T>(this ImmutableArray<T> items, string field, Comparison<T> order)
    {
        for (var index = 1; index < items.Length; index++)
        {
            if (order(items[index - 1], items[index]) >= 0) throw new DocumentException($"\"{field}[{index}]\" is out of order or given twice");
        }

        return items;
    }

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
