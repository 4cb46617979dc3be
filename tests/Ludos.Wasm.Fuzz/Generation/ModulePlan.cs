using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>What a module in the making consists of, as far as its functions' bodies need to know.</summary>
internal sealed class ModulePlan(FuzzFeatures features)
{
    /// <summary>The i64 into which functions fold what their locals held.</summary>
    public const uint SumGlobal = 1;

    /// <summary>Fuel and sum; the others are the generated code's to use.</summary>
    public const int OwnGlobals = 2;

    private readonly Dictionary<string, uint> _typeIndices = new(StringComparer.Ordinal);

    public FuzzFeatures Features { get; } = features;

    /// <summary>The type section's items; grows while bodies are made.</summary>
    public List<ByteSink> Types { get; } = [];

    /// <summary>By function index, imports first.</summary>
    public List<GenSignature> Functions { get; } = [];

    public int ImportedFunctions { get; set; }

    /// <summary>By memory index: whether its addresses have 64 bits.</summary>
    public List<bool> Memories { get; } = [];

    /// <summary>By global index; global 0 is the fuel, global 1 the sum.</summary>
    public List<(TextType Type, bool Mutable)> Globals { get; } = [];

    /// <summary>Tables of funcref, all of this many elements at first.</summary>
    public int Tables { get; set; }

    /// <summary>Which functions table 0 holds at first, from element 0 on.</summary>
    public List<int> TableSlots { get; } = [];

    public int DataSegments { get; set; }

    /// <summary>Passive segments of functions.</summary>
    public int ElementSegments { get; set; }

    /// <summary>By tag index: what it carries.</summary>
    public List<GenSignature> Tags { get; } = [];

    /// <summary>Struct and array types, by type index.</summary>
    public List<GenObject> Objects { get; } = [];

    public bool Has(FuzzFeatures feature) => (Features & feature) == feature;

    public uint TypeIndex(GenSignature signature)
    {
        var sink = new ByteSink().Byte(0x60);
        new FunctionSignature(signature.Parameters, signature.Results, []).WriteTo(sink);
        var key = Convert.ToHexString(sink.ToArray());
        if (!_typeIndices.TryGetValue(key, out var index))
        {
            index = (uint)Types.Count;
            Types.Add(sink);
            _typeIndices.Add(key, index);
        }

        return index;
    }
}

internal sealed record GenSignature(TextType[] Parameters, TextType[] Results);

/// <param name="Fields">Storage types, all mutable; an array has one.</param>
internal sealed record GenObject(uint Type, bool IsArray, TextType[] Fields);
