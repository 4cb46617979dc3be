namespace Ludos.Modules;

/// <summary>docs/reference/module.schema.json, as it was when this was built.</summary>
internal static class ManifestSchema
{
    public const string FileName = "module.schema.json";

    private static readonly Lazy<JsonSchema> Loaded = new(Load);

    public static JsonSchema Value => Loaded.Value;

    private static JsonSchema Load()
    {
        using Stream resource = typeof(ManifestSchema).Assembly.GetManifestResourceStream(FileName)!;
        byte[] text = new byte[resource.Length];
        resource.ReadExactly(text);
        return JsonSchema.Load(text);
    }
}
