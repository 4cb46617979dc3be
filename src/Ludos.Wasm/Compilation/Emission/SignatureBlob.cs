using System.Reflection;
using System.Reflection.Metadata;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>Signatures as ECMA-335 writes them (II.23.2), from the types that the runtime knows.</summary>
internal sealed class SignatureBlob(MetadataReferences references)
{
    private const byte HasThis = 0x20;
    private const byte Generic = 0x10;
    private const byte FieldSignature = 0x06;
    private const byte LocalSignature = 0x07;
    private const byte MethodSpecSignature = 0x0A;
    private const byte RequiredModifier = 0x1F;
    private const byte GenericInstance = 0x15;
    private const byte ClassType = 0x12;
    private const byte StructType = 0x11;
    private const byte Pointer = 0x0F;
    private const byte ByReference = 0x10;
    private const byte Vector = 0x1D;
    private const byte TypeVariable = 0x13;
    private const byte MethodVariable = 0x1E;

    private static readonly Dictionary<Type, byte> Primitives = new()
    {
        [typeof(void)] = 0x01,
        [typeof(bool)] = 0x02,
        [typeof(char)] = 0x03,
        [typeof(sbyte)] = 0x04,
        [typeof(byte)] = 0x05,
        [typeof(short)] = 0x06,
        [typeof(ushort)] = 0x07,
        [typeof(int)] = 0x08,
        [typeof(uint)] = 0x09,
        [typeof(long)] = 0x0A,
        [typeof(ulong)] = 0x0B,
        [typeof(float)] = 0x0C,
        [typeof(double)] = 0x0D,
        [typeof(string)] = 0x0E,
        [typeof(nint)] = 0x18,
        [typeof(nuint)] = 0x19,
        [typeof(object)] = 0x1C,
    };

    public BlobBuilder Field(FieldInfo open)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(FieldSignature);
        Modifiers(blob, open.GetRequiredCustomModifiers());
        Write(blob, open.FieldType);
        return blob;
    }

    public BlobBuilder Method(MethodBase open)
    {
        var blob = new BlobBuilder();
        var variables = open.IsGenericMethodDefinition ? open.GetGenericArguments().Length : 0;
        blob.WriteByte((byte)((open.IsStatic ? 0 : HasThis) | (variables > 0 ? Generic : 0)));
        if (variables > 0)
        {
            blob.WriteCompressedInteger(variables);
        }

        var parameters = open.GetParameters();
        blob.WriteCompressedInteger(parameters.Length);
        if (open is MethodInfo { ReturnParameter: var result })
        {
            Modifiers(blob, result.GetRequiredCustomModifiers());
            Write(blob, result.ParameterType);
        }
        else
        {
            Write(blob, typeof(void));
        }

        foreach (var parameter in parameters)
        {
            Modifiers(blob, parameter.GetRequiredCustomModifiers());
            Write(blob, parameter.ParameterType);
        }

        return blob;
    }

    /// <summary>Of a static method.</summary>
    public BlobBuilder Method(Type result, Type[] parameters)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(0);
        blob.WriteCompressedInteger(parameters.Length);
        Write(blob, result);
        Array.ForEach(parameters, parameter => Write(blob, parameter));
        return blob;
    }

    public BlobBuilder Locals(IReadOnlyCollection<Type> types)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(LocalSignature);
        blob.WriteCompressedInteger(types.Count);
        foreach (var type in types)
        {
            Write(blob, type);
        }

        return blob;
    }

    public BlobBuilder MethodArguments(Type[] types)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(MethodSpecSignature);
        blob.WriteCompressedInteger(types.Length);
        Array.ForEach(types, type => Write(blob, type));
        return blob;
    }

    public BlobBuilder Type(Type type)
    {
        var blob = new BlobBuilder();
        Write(blob, type);
        return blob;
    }

    private void Modifiers(BlobBuilder blob, Type[] required)
    {
        foreach (var modifier in required)
        {
            blob.WriteByte(RequiredModifier);
            blob.WriteCompressedInteger(references.CodedIndex(modifier));
        }
    }

    private void Write(BlobBuilder blob, Type type)
    {
        if (Primitives.TryGetValue(type, out var code))
        {
            blob.WriteByte(code);
        }
        else if (type.IsGenericParameter)
        {
            blob.WriteByte(type.IsGenericMethodParameter ? MethodVariable : TypeVariable);
            blob.WriteCompressedInteger(type.GenericParameterPosition);
        }
        else if (type.HasElementType)
        {
            blob.WriteByte(type.IsPointer ? Pointer : type.IsByRef ? ByReference : type.IsSZArray ? Vector : throw Unwritable(type));
            Write(blob, type.GetElementType()!);
        }
        else if (type.IsFunctionPointer)
        {
            throw Unwritable(type);
        }
        else
        {
            Named(blob, type);
        }
    }

    private void Named(BlobBuilder blob, Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (type.IsGenericType)
        {
            blob.WriteByte(GenericInstance);
        }

        blob.WriteByte(type.IsValueType ? StructType : ClassType);
        blob.WriteCompressedInteger(references.CodedIndex(open));
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            blob.WriteCompressedInteger(arguments.Length);
            Array.ForEach(arguments, argument => Write(blob, argument));
        }
    }

    private static NotSupportedException Unwritable(Type type) => new($"Compiled code cannot name the type {type}.");
}
