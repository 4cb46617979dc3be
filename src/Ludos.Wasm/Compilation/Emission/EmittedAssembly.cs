using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>
/// An assembly of static methods, written as bytes that can be kept and loaded again. Methods may be defined and written by several threads,
/// each method by one.
/// </summary>
internal sealed class EmittedAssembly
{
    // The runtime allows fewer methods in one type than a module may have functions.
    private const int MethodsInType = 30_000;

    // The runtime tells assemblies apart by where they are loaded; equal input shall make equal bytes.
    private static readonly Guid Identifier = new("6c75646f-7377-6173-6d63-6f6d70696c65");

    private readonly MetadataBuilder _metadata = new();
    private readonly List<EmittedMethod> _methods = [];
    private readonly Lock _gate = new();

    public EmittedAssembly(string name)
    {
        Name = name;
        References = new MetadataReferences(name, _metadata, row => _methods[row - 1].Name);
    }

    public string Name { get; }

    public MetadataReferences References { get; }

    /// <summary>Whether methods remember which place of the module each instruction was made from.</summary>
    public bool RecordsSources { get; init; }

    /// <summary>In the order of their definition.</summary>
    public IReadOnlyList<EmittedMethod> Methods => _methods;

    /// <summary>The method of this name; null when there is none.</summary>
    public EmittedMethod? Find(string name) => _methods.Find(method => method.Name == name);

    public EmittedMethod Define(string name, Type result, Type[] parameters)
    {
        lock (_gate)
        {
            var method = new EmittedMethod(Name, References, _methods.Count + 1, name, result, parameters) { RecordsSources = RecordsSources };
            _methods.Add(method);
            return method;
        }
    }

    /// <summary>Name of the type that holds the method of this row.</summary>
    public static string TypeOf(int row) => $"Functions{(row - 1) / MethodsInType}";

    /// <summary>The whole assembly. Every method must have been written; nothing may be defined afterwards.</summary>
    public AssemblyImage Write()
    {
        var code = new BlobBuilder();
        var bodies = new MethodBodyStreamEncoder(code);
        var numbers = new List<TypeNumber>();
        var starts = new int[_methods.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = AddBody(bodies, _methods[i], numbers);
        }

        Identity();
        Definitions(starts);
        var root = new MetadataRootBuilder(_metadata);
        var image = new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), root, code, deterministicIdProvider: _ => new BlobContentId(Identifier, 1));
        var bytes = new BlobBuilder();
        image.Serialize(bytes);
        return AssemblyImage.Of(bytes.ToArray(), numbers);
    }

    private int AddBody(MethodBodyStreamEncoder bodies, EmittedMethod method, List<TypeNumber> numbers)
    {
        var body = method.Body ?? throw new InvalidOperationException($"Method '{method.Name}' was defined, but not written.");
        body.Close();
        var added = bodies.AddMethodBody(body.Length, body.MaxStack, body.Regions.Count, hasSmallExceptionRegions: false, References.Locals(body.Locals),
            method.InitLocals ? MethodBodyAttributes.InitLocals : MethodBodyAttributes.None);
        new BlobWriter(added.Instructions).WriteBytes(body.Bytes.ToArray());
        foreach (var region in body.Regions)
        {
            AddRegion(added.ExceptionRegions, region);
        }

        foreach (var (at, typeIndex) in body.TypeNumbers)
        {
            numbers.Add(new TypeNumber(method.Row, at, typeIndex));
        }

        return added.Offset;
    }

    private void AddRegion(ExceptionRegionEncoder regions, ExceptionRegion region)
    {
        var tryLength = region.TryEnd - region.TryStart;
        var handlerLength = region.HandlerEnd - region.HandlerStart;
        switch (region.Kind)
        {
            case HandlerKind.Catch:
                regions.AddCatch(region.TryStart, tryLength, region.HandlerStart, handlerLength, References.Type(region.Caught!));
                break;
            case HandlerKind.Filter:
                regions.AddFilter(region.TryStart, tryLength, region.HandlerStart, handlerLength, region.Filter);
                break;
            default:
                regions.AddFinally(region.TryStart, tryLength, region.HandlerStart, handlerLength);
                break;
        }
    }

    private void Identity()
    {
        var name = _metadata.GetOrAddString(Name);
        var self = _metadata.AddAssembly(name, new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        _metadata.AddModule(0, name, _metadata.GetOrAddGuid(Identifier), default, default);
        var opens = References.Constructor(typeof(System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute).GetConstructors()[0]);
        var value = new BlobBuilder();
        new BlobEncoder(value).CustomAttributeSignature(out var arguments, out var named);
        arguments.AddArgument().Scalar().Constant(typeof(EmittedAssembly).Assembly.GetName().Name);
        named.Count(0);
        _metadata.AddCustomAttribute(self, opens, _metadata.GetOrAddBlob(value));
    }

    private void Definitions(int[] starts)
    {
        var none = MetadataTokens.FieldDefinitionHandle(1);
        _metadata.AddTypeDefinition(default, default, _metadata.GetOrAddString("<Module>"), default, none, MetadataTokens.MethodDefinitionHandle(1));
        var parent = References.Type(typeof(object));
        for (var row = 1; row <= _methods.Count; row += MethodsInType)
        {
            _metadata.AddTypeDefinition(TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, default,
                _metadata.GetOrAddString(TypeOf(row)), parent, none, MetadataTokens.MethodDefinitionHandle(row));
        }

        for (var i = 0; i < starts.Length; i++)
        {
            var method = _methods[i];
            _metadata.AddMethodDefinition(MethodAttributes.Public | MethodAttributes.Static,
                (method.NoInlining ? MethodImplAttributes.NoInlining : MethodImplAttributes.IL) | (method.NoOptimization ? MethodImplAttributes.NoOptimization : MethodImplAttributes.IL),
                _metadata.GetOrAddString(method.Name), References.Signature(method), starts[i], MetadataTokens.ParameterHandle(1));
        }
    }
}
