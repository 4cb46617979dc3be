using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>What an emitted assembly refers to, as tokens: types, fields, methods and signatures. Any thread may ask; each thing gets one token.</summary>
internal sealed class MetadataReferences
{
    private readonly string _assembly;
    private readonly Func<int, string> _methodName;
    private readonly MetadataBuilder _metadata;
    private readonly SignatureBlob _signatures;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<MemberInfo, (int Token, int Effect)> _members = [];
    private readonly ConcurrentDictionary<EmittedMethod, int> _foreign = [];
    private readonly ConcurrentDictionary<string, EntityHandle> _assemblies = [];
    private readonly Dictionary<Type, EntityHandle> _types = [];
    private readonly Dictionary<(string Assembly, string Type), EntityHandle> _foreignTypes = [];

    /// <param name="methodName">Of a row of the assembly's own methods.</param>
    public MetadataReferences(string assembly, MetadataBuilder metadata, Func<int, string> methodName)
    {
        _methodName = methodName;
        _assembly = assembly;
        _metadata = metadata;
        _signatures = new SignatureBlob(this);
    }

    public int Token(FieldInfo field) => Member(field).Token;

    public int Token(Type type) => Member(type).Token;

    /// <summary>The token, and by how many values a call changes the height of IL's stack.</summary>
    public (int Token, int Effect) Call(MethodBase method) => Member(method);

    /// <summary>Of a method in this or another emitted assembly.</summary>
    public int Token(EmittedMethod method)
    {
        if (method.Assembly == _assembly)
        {
            return method.Token;
        }

        if (_foreign.TryGetValue(method, out var token))
        {
            return token;
        }

        lock (_gate)
        {
            return _foreign.GetOrAdd(method, AddForeign);
        }
    }

    /// <summary>What a token of this assembly stands for, for people. Looks through all of them.</summary>
    public string Describe(int token)
    {
        foreach (var (member, (known, _)) in _members)
        {
            if (known == token)
            {
                return member is Type type ? type.ToString() : $"{member.DeclaringType?.Name}::{member.Name}";
            }
        }

        const int methodTable = 0x06;
        const int signatureTable = 0x11;
        return (token >> 24) switch
        {
            methodTable => _methodName(token & 0xFFFFFF),
            signatureTable => "",
            _ => _foreign.FirstOrDefault(pair => pair.Value == token).Key?.Name ?? $"0x{token:x8}",
        };
    }

    public int CallSite(Type result, Type[] parameters)
    {
        lock (_gate)
        {
            return MetadataTokens.GetToken(_metadata.AddStandaloneSignature(_metadata.GetOrAddBlob(_signatures.Method(result, parameters))));
        }
    }

    public StandaloneSignatureHandle Locals(IReadOnlyCollection<Type> types)
    {
        lock (_gate)
        {
            return types.Count == 0 ? default : _metadata.AddStandaloneSignature(_metadata.GetOrAddBlob(_signatures.Locals(types)));
        }
    }

    public BlobHandle Signature(EmittedMethod method)
    {
        lock (_gate)
        {
            return _metadata.GetOrAddBlob(_signatures.Method(method.Result, method.Parameters));
        }
    }

    public EntityHandle Type(Type type)
    {
        lock (_gate)
        {
            return TypeHandle(type);
        }
    }

    /// <summary>As signatures name a type. Called while a signature is made, so under the gate.</summary>
    public int CodedIndex(Type type) => CodedIndex(TypeHandle(type));

    private static int CodedIndex(EntityHandle handle) => System.Reflection.Metadata.Ecma335.CodedIndex.TypeDefOrRefOrSpec(handle);

    /// <summary>A constructor's reference, for an attribute.</summary>
    public EntityHandle Constructor(ConstructorInfo constructor) => MetadataTokens.EntityHandle(Member(constructor).Token);

    private (int Token, int Effect) Member(MemberInfo member)
    {
        if (_members.TryGetValue(member, out var known))
        {
            return known;
        }

        lock (_gate)
        {
            return _members.GetOrAdd(member, Add);
        }
    }

    private (int Token, int Effect) Add(MemberInfo member) => member switch
    {
        FieldInfo field => (MetadataTokens.GetToken(AddField(field)), 0),
        MethodBase method => (MetadataTokens.GetToken(AddMethod(method)), EffectOf(method)),
        Type type => (MetadataTokens.GetToken(TypeHandle(type)), 0),
        _ => throw new NotSupportedException($"Compiled code cannot name {member}."),
    };

    private EntityHandle AddField(FieldInfo field)
    {
        var owner = field.DeclaringType!;
        var open = owner.IsGenericType ? field.Module.ResolveField(field.MetadataToken)! : field;
        return _metadata.AddMemberReference(TypeHandle(owner), _metadata.GetOrAddString(field.Name), _metadata.GetOrAddBlob(_signatures.Field(open)));
    }

    private EntityHandle AddMethod(MethodBase method)
    {
        if (method is MethodInfo { IsGenericMethod: true, IsGenericMethodDefinition: false } made)
        {
            var definition = MetadataTokens.EntityHandle(Member(made.GetGenericMethodDefinition()).Token);
            return _metadata.AddMethodSpecification(definition, _metadata.GetOrAddBlob(_signatures.MethodArguments(made.GetGenericArguments())));
        }

        var owner = method.DeclaringType!;
        var open = owner.IsGenericType ? method.Module.ResolveMethod(method.MetadataToken)! : method;
        return _metadata.AddMemberReference(TypeHandle(owner), _metadata.GetOrAddString(method.Name), _metadata.GetOrAddBlob(_signatures.Method(open)));
    }

    private static int EffectOf(MethodBase method) =>
        (method is MethodInfo { ReturnType: var result } ? (result == typeof(void) ? 0 : 1) : 1)
        - method.GetParameters().Length - (method.IsStatic || method.IsConstructor ? 0 : 1);

    private EntityHandle TypeHandle(Type type)
    {
        if (_types.TryGetValue(type, out var known))
        {
            return known;
        }

        EntityHandle handle;
        if (type.HasElementType || (type.IsGenericType && !type.IsGenericTypeDefinition))
        {
            handle = _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(_signatures.Type(type)));
        }
        else
        {
            var scope = type.DeclaringType is { } outer ? TypeHandle(outer) : Assembly(type.Assembly.GetName());
            var space = type.DeclaringType is null && type.Namespace is { } name ? _metadata.GetOrAddString(name) : default;
            handle = _metadata.AddTypeReference(scope, space, _metadata.GetOrAddString(type.Name));
        }

        return _types[type] = handle;
    }

    private EntityHandle Assembly(AssemblyName name) => _assemblies.GetOrAdd(name.Name!, _ => _metadata.AddAssemblyReference(
        _metadata.GetOrAddString(name.Name!), name.Version ?? new Version(0, 0, 0, 0), default,
        name.GetPublicKeyToken() is { Length: > 0 } token ? _metadata.GetOrAddBlob(token) : default, default, default));

    private int AddForeign(EmittedMethod method)
    {
        var type = EmittedAssembly.TypeOf(method.Row);
        if (!_foreignTypes.TryGetValue((method.Assembly, type), out var owner))
        {
            owner = _metadata.AddTypeReference(Assembly(new AssemblyName(method.Assembly)), default, _metadata.GetOrAddString(type));
            _foreignTypes[(method.Assembly, type)] = owner;
        }

        return MetadataTokens.GetToken(_metadata.AddMemberReference(owner, _metadata.GetOrAddString(method.Name), _metadata.GetOrAddBlob(_signatures.Method(method.Result, method.Parameters))));
    }
}
