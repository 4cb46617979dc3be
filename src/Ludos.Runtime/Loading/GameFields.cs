using System.Collections.Immutable;
using System.Text.Json;

namespace Ludos.Runtime.Loading;

/// <summary>A field of game.json is not what it should be. Never leaves <see cref="GameFile"/>.</summary>
internal sealed class GameFieldException(string message) : Exception(message);

/// <summary>One object of game.json and the path to it.</summary>
internal sealed class GameFields
{
    private const int ShownLength = 40;

    private readonly JsonElement _element;
    private readonly string _path;

    public GameFields(JsonElement element, string path)
    {
        _element = element;
        _path = path;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new GameFieldException(path.Length == 0 ? "it is not an object" : $"\"{path.TrimEnd('.')}\" is not an object");
        }
    }

    public void Allow(params ReadOnlySpan<string> known)
    {
        foreach (var field in _element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                var shown = field.Name.Length <= ShownLength ? field.Name : string.Concat(field.Name.AsSpan(0, ShownLength), "…");
                throw new GameFieldException($"unknown field \"{_path}{shown}\"; known are {string.Join(", ", known.ToArray())}");
            }
        }
    }

    public bool Has(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name, int maxLength) => Text(Required(name), _path + name, maxLength);

    public int Number(string name, int atLeast, int atMost)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= atLeast && number <= atMost
            ? number
            : throw new GameFieldException(atLeast == atMost
                ? $"\"{_path}{name}\" must be {atLeast}"
                : $"\"{_path}{name}\" is not a whole number from {atLeast} to {atMost}");
    }

    public ImmutableArray<string> Texts(string name, int maxCount, bool isRequired)
    {
        if (!isRequired && !Has(name))
        {
            return [];
        }

        var list = Required(name);
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > maxCount || (isRequired && list.GetArrayLength() == 0))
        {
            throw new GameFieldException($"\"{_path}{name}\" is not a list of {(isRequired ? 1 : 0)} to {maxCount} names");
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.EnumerateArray())
        {
            var text = Text(item, $"{_path}{name}[{texts.Count}]", GameFile.MaxNameLength);
            if (texts.Contains(text))
            {
                throw new GameFieldException($"\"{_path}{name}\" lists \"{text}\" twice");
            }

            texts.Add(text);
        }

        return texts.DrainToImmutable();
    }

    public GameFields? Child(string name) => Has(name) ? new GameFields(Required(name), $"{_path}{name}.") : null;

    private JsonElement Required(string name) =>
        _element.TryGetProperty(name, out var value) ? value : throw new GameFieldException($"field \"{_path}{name}\" is missing");

    private static string Text(JsonElement value, string path, int maxLength)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is { Length: > 0 } && text.Length <= maxLength && !text.Any(char.IsControl)
            ? text
            : throw new GameFieldException($"\"{path}\" is not a text of 1 to {maxLength} characters");
    }
}
