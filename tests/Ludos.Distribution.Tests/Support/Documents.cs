using Ludos.Base;
using Ludos.Modules;
using NuGet.Versioning;

namespace Ludos.Distribution.Tests.Support;

/// <summary>Legal documents with every field in use.</summary>
internal static class Documents
{
    public static Release Release => new(
        "shoal.flock",
        SemanticVersion.Parse("1.2.0-beta.1"),
        "shoal-studio",
        new ObjectRef(Of("module"), 70_000),
        640,
        new ObjectRef(Of("map"), 900),
        [
            new ReleasePatch("assets/sky.png", Of("old sky"), PatchKind.Zstd, new ObjectRef(Of("patch a"), 12)),
            new ReleasePatch("code.wasm", Of("old code"), PatchKind.Bsdiff, new ObjectRef(Of("patch b"), 4_000)),
        ],
        new ProtectedFiles(["assets/sky.png", "assets/song.ogg"], 3));

    public static ModuleIndex Index => new(
        "shoal.flock",
        "shoal-studio",
        [Version("1.0.0", "taken back: loses fish"), Version("1.1.0", null), Version("1.2.0-beta.1", null)]);

    public static IndexedVersion Version(string version, string? yanked) => new(
        SemanticVersion.Parse(version),
        new ObjectRef(Of("release " + version), 1_500),
        Of("module " + version),
        "module",
        70_000,
        [new Dependency("shoal.schema", VersionRange.Parse("[1.0.0,2.0.0)")), new Dependency("shoal.sea", VersionRange.Parse("1.0.0"))],
        ["input"],
        yanked);

    public static Digest Of(string text) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(text));
}
