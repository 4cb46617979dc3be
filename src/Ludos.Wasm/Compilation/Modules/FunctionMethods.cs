using System.Globalization;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// The methods that stand for a module's functions, as one chunk sees them: its own are defined in its assembly, in order and before anything
/// else; others are named when they are called. Used by one thread.
/// </summary>
internal sealed class FunctionMethods
{
    private readonly ModuleContents _module;
    private readonly CodeChunk[] _chunks;
    private readonly CodeChunk _own;
    private readonly EmittedMethod[] _ownMethods;
    private readonly Dictionary<int, EmittedMethod> _others = [];
    private readonly Dictionary<int, (Type Result, Type[] Parameters)> _shapes = [];

    public FunctionMethods(ModuleContents module, CodeChunk[] chunks, CodeChunk own, EmittedAssembly home)
    {
        _module = module;
        _chunks = chunks;
        _own = own;
        _ownMethods = new EmittedMethod[own.Count];
        for (var i = 0; i < _ownMethods.Length; i++)
        {
            var (result, parameters) = Shape(own.First + i);
            _ownMethods[i] = home.Define(NameOf(own.First + i), result, parameters);
        }
    }

    /// <summary>By function index; never an import's.</summary>
    public EmittedMethod this[int function]
    {
        get
        {
            var own = function - _own.First;
            if ((uint)own < (uint)_ownMethods.Length)
            {
                return _ownMethods[own];
            }

            if (!_others.TryGetValue(function, out var method))
            {
                _others[function] = method = Other(function);
            }

            return method;
        }
    }

    /// <summary>The chunk that holds a function.</summary>
    public static int ChunkOf(CodeChunk[] chunks, int function)
    {
        var (low, high) = (0, chunks.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = chunks[middle].First <= function ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>What a function's method is called, in IL and in stack traces.</summary>
    public static string NameOf(int function) => $"f{function}";

    /// <summary>The function that a method is, or is a part of; null for what crosses the host's boundary.</summary>
    public static int? FunctionOf(string methodName)
    {
        var digits = methodName.StartsWith('f') ? methodName.AsSpan(1) : [];
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var function) ? function : null;
    }

    private EmittedMethod Other(int function)
    {
        var chunk = _chunks[ChunkOf(_chunks, function)];
        var (result, parameters) = Shape(function);
        return new EmittedMethod(chunk.AssemblyName, null, function - chunk.First + 1, NameOf(function), result, parameters);
    }

    private (Type Result, Type[] Parameters) Shape(int function)
    {
        var type = _module.Functions[function];
        if (!_shapes.TryGetValue(type, out var shape))
        {
            var known = _module.TypeOfFunction(function);
            _shapes[type] = shape = (ClrShape.Return(known), ClrShape.WithState(known));
        }

        return shape;
    }
}
