using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Compilation;

/// <summary>The runtime's vector operations. The just-in-time compiler knows each by itself, so that none needs to be inlined.</summary>
internal static class VectorMembers
{
    public static readonly Type Vector = typeof(Vector128<byte>);

    public static readonly MethodInfo CreateFromHalves = typeof(Vector128).GetMethod(nameof(Vector128.Create), [typeof(long), typeof(long)])!;

    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Static;

    private static readonly ConcurrentDictionary<(string Name, Type Element, int Vectors), MethodInfo> Known = [];
    private static readonly ConcurrentDictionary<(Type From, Type To), MethodInfo> Views = [];

    /// <summary>The method of <see cref="Vector128"/> whose parameters are all vectors of this element.</summary>
    public static MethodInfo Of(string name, Type element, int vectors) => Known.GetOrAdd((name, element, vectors), static key =>
        Find(key.Name, key.Element, Enumerable.Repeat(VectorOf(key.Element), key.Vectors)));

    /// <summary>Makes a vector whose lanes are all one value.</summary>
    public static MethodInfo Create(Type element) => Known.GetOrAdd((nameof(Vector128.Create), element, 0), static key => Find(key.Name, key.Element, [key.Element]));

    /// <summary>Makes a vector of one lane; all others are 0.</summary>
    public static MethodInfo CreateScalar(Type element) => Known.GetOrAdd((nameof(Vector128.CreateScalar), element, 0), static key => Find(key.Name, key.Element, [key.Element]));

    /// <summary>Makes a vector of one lane; the others may be anything.</summary>
    public static MethodInfo CreateScalarUnsafe(Type element) =>
        Known.GetOrAdd((nameof(Vector128.CreateScalarUnsafe), element, 0), static key => Find(key.Name, key.Element, [key.Element]));

    public static MethodInfo GetElement(Type element) =>
        Known.GetOrAdd((nameof(Vector128.GetElement), element, 1), static key => Find(key.Name, key.Element, [VectorOf(key.Element), typeof(int)]));

    public static MethodInfo WithElement(Type element) =>
        Known.GetOrAdd((nameof(Vector128.WithElement), element, 1), static key => Find(key.Name, key.Element, [VectorOf(key.Element), typeof(int), key.Element]));

    public static MethodInfo Shift(string name, Type element) =>
        Known.GetOrAdd((name, element, 1), static key => Find(key.Name, key.Element, [VectorOf(key.Element), typeof(int)]));

    /// <summary>Sees a vector as one of other elements; costs nothing.</summary>
    public static MethodInfo As(Type from, Type to) => Views.GetOrAdd((from, to), static key =>
        Named(nameof(Vector128.As)).Single(method => method.GetGenericArguments().Length == 2).MakeGenericMethod(key.From, key.To));

    public static MethodInfo Property(Type element, string name) => VectorOf(element).GetProperty(name, Public)!.GetMethod!;

    public static Type VectorOf(Type element) => typeof(Vector128<>).MakeGenericType(element);

    public static Type ElementOf(Type vector) => vector.GetGenericArguments()[0];

    private static IEnumerable<MethodInfo> Named(string name) => typeof(Vector128).GetMember(name, MemberTypes.Method, Public).Cast<MethodInfo>();

    private static MethodInfo Find(string name, Type element, IEnumerable<Type> parameters)
    {
        foreach (var method in Named(name).Where(method => !method.IsGenericMethodDefinition || method.GetGenericArguments().Length == 1))
        {
            var candidate = method.IsGenericMethodDefinition ? method.MakeGenericMethod(element) : method;
            if (candidate.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters))
            {
                return candidate;
            }
        }

        throw new MissingMethodException(nameof(Vector128), $"{name}({string.Join(", ", parameters)})");
    }
}
