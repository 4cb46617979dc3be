using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using NuGet.Versioning;

namespace Ludos.Distribution;

/// <summary>A JSON value with its path, so that every complaint names the field.</summary>
internal readonly struct DocumentNode(JsonElement element, string path)
{
    private const int ShownLength = 48;

    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    public DocumentFault Bad(string problem) => new(path, problem);

    /// <summary>Demands exactly these fields.</summary>
    public void CheckFields(params ReadOnlySpan<string> fields)
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (var property in element.EnumerateObject())
        {
            if (!fields.Contains(property.Name)) throw new DocumentFault(Child(Printable(property.Name)), "is not a field here.");
        }

        foreach (var field in fields)
        {
            _ = this[field];
        }
    }

    public DocumentNode this[string field] => element.TryGetProperty(field, out var child)
        ? new DocumentNode(child, Child(field))
        : throw new DocumentFault(Child(field), "is missing.");

    public string Text(int maxLength)
    {
        Expect(JsonValueKind.String, "a string");
        var text = element.GetString()!;
        if (text.Length == 0) throw Bad("is empty.");
        if (text.Length > maxLength) throw Bad($"has {text.Length} characters; at most {maxLength} are allowed.");
        return text;
    }

    /// <summary>A line for people: no control characters.</summary>
    public string Line(int maxLength)
    {
        var text = Text(maxLength);
        return text.Any(char.IsControl) ? throw Bad("holds a control character.") : text;
    }

    public void Exactly(string expected)
    {
        var text = Text(expected.Length + ShownLength);
        if (text != expected) throw Bad($"is \"{Printable(text)}\"; \"{expected}\" is expected.");
    }

    public long Integer(long min, long max)
    {
        Expect(JsonValueKind.Number, "a number");
        if (!element.TryGetInt64(out var value)) throw Bad("is not a whole number.");
        return value < min || value > max ? throw Bad($"is {value}; it must be from {min} to {max}.") : value;
    }

    public Digest Digest() => Base.Digest.TryParse(Text(Base.Digest.TextLength), out var digest) ? digest : throw Bad("is not 64 lower-case hexadecimal digits.");

    public string ModuleId()
    {
        var id = Text(ModuleLimits.MaxIdLength);
        return ModuleIds.IsId(id) ? id : throw Bad($"is \"{Printable(id)}\", not a module's id.");
    }

    public string Publisher()
    {
        var name = Text(DistributionLimits.MaxPublisherLength);
        return PublisherName.IsName(name) ? name : throw Bad($"is \"{Printable(name)}\", not a publisher's name.");
    }

    public string PackagePath()
    {
        var text = Text(ModuleLimits.MaxPathBytes);
        return Modules.PackagePath.Problem(text) is { } problem ? throw Bad($"is \"{Printable(text)}\", which {problem}.") : text;
    }

    /// <summary>A version in the one spelling that it has.</summary>
    public SemanticVersion Version()
    {
        var text = Text(DistributionLimits.MaxVersionLength);
        return SemanticVersion.TryParse(text, out var version) && version.ToFullString() == text
            ? version
            : throw Bad($"is \"{Printable(text)}\", not a semantic version.");
    }

    public VersionRange Range()
    {
        var text = Text(DistributionLimits.MaxRangeLength);
        return VersionRange.TryParse(text, out var range) ? range : throw Bad($"is \"{Printable(text)}\", not a version range.");
    }

    public ImmutableArray<T> Items<T>(int maxCount, Func<DocumentNode, T> read)
    {
        Expect(JsonValueKind.Array, "a list");
        var count = element.GetArrayLength();
        if (count > maxCount) throw Bad($"has {count} entries; at most {maxCount} are allowed.");
        var items = ImmutableArray.CreateBuilder<T>(count);
        foreach (var item in element.EnumerateArray())
        {
            items.Add(read(new DocumentNode(item, path + "[" + items.Count.ToString(CultureInfo.InvariantCulture) + "]")));
        }

        return items.MoveToImmutable();
    }

    /// <summary>Foreign text made fit for a message: bounded, and without control characters.</summary>
    private static string Printable(string text)
    {
        var shown = text.Length <= ShownLength ? text : text[..ShownLength] + "...";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }

    private string Child(string field) => path.Length == 0 ? field : path + "." + field;

    private void Expect(JsonValueKind kind, string expected)
    {
        if (element.ValueKind != kind) throw Bad($"is not {expected}.");
    }
}
