using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Ludos.Trust;

/// <summary>One role that a targets role trusts for some paths. Immutable.</summary>
/// <param name="Name">Any text but a top-level role's name; it is escaped wherever it becomes part of a URL or a file name.</param>
/// <param name="IsTerminating">Whether a search that comes here does not go on elsewhere.</param>
/// <param name="Paths">Patterns as in a shell: <c>*</c>, <c>?</c> and <c>[a-z]</c>, none of which matches a slash. Default when hash prefixes are used.</param>
/// <param name="PathHashPrefixes">Beginnings of the path's SHA-256 in hexadecimal. Default when patterns are used.</param>
public sealed record DelegatedRole(
    string Name,
    RoleKeys Keys,
    bool IsTerminating,
    ImmutableArray<string> Paths,
    ImmutableArray<string> PathHashPrefixes = default)
{
    private const int MaxEntries = 1_000_000;

    /// <summary>Whether the delegation covers a path.</summary>
    public bool IsFor(string targetPath)
    {
        if (!Paths.IsDefault)
        {
            return Paths.Any(pattern => PathPattern.Matches(pattern, targetPath));
        }

        var digest = PathDigest.Of(targetPath).ToString();
        return PathHashPrefixes.Any(prefix => digest.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Whether a role may be delegated to under this name.</summary>
    internal static bool IsName(string name) =>
        name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= TufLimits.MaxRoleNameBytes && !TufRoles.IsTopLevel(name) && !name.Any(char.IsControl);

    internal static DelegatedRole Read(TufNode node)
    {
        var name = node.Required("name").Text(TufLimits.MaxRoleNameBytes);
        if (!IsName(name))
        {
            throw new TufDocumentException(TufErrorCode.BadName, $"\"{TufNode.Printable(name)}\" cannot be the name of a delegated role.");
        }

        var paths = node.Optional("paths");
        var prefixes = node.Optional("path_hash_prefixes");
        if (paths.HasValue == prefixes.HasValue)
        {
            throw node.Bad("needs either paths or path_hash_prefixes.");
        }

        return new DelegatedRole(name, RoleKeys.Read(node), node.Required("terminating").Flag(), Texts(paths), Texts(prefixes));
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        MetadataWriter.WriteTexts(json, "keyids", Keys.KeyIds);
        json.WriteString("name", Name);
        MetadataWriter.WriteTexts(json, Paths.IsDefault ? "path_hash_prefixes" : "paths", Paths.IsDefault ? PathHashPrefixes : Paths);
        json.WriteBoolean("terminating", IsTerminating);
        json.WriteNumber("threshold", Keys.Threshold);
        json.WriteEndObject();
    }

    private static ImmutableArray<string> Texts(TufNode? list)
    {
        if (list is not { } node)
        {
            return default;
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in node.Items(MaxEntries))
        {
            texts.Add(new TufNode(item, "paths").Text(TufLimits.MaxTargetPathBytes));
        }

        return texts.ToImmutable();
    }
}
