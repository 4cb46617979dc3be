using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>
/// A function of an instance, or a host function bound to an import. Calls run on the caller's thread and may nest
/// (host to wasm to host to wasm). A trap ends the innermost call from the host only.
/// </summary>
public sealed unsafe class WasmFunction
{
    private readonly CompiledModule _codeOwner;
    private readonly bool _runsBare;
    private readonly bool _runsLong;
    private nint _invoker;

    internal WasmFunction(CompiledModule code, InstanceState home, int functionIndex)
        : this(code, home, home, code.CodeOf(functionIndex), code.Contents.DefinedTypeOfFunction(functionIndex))
    {
    }

    internal WasmFunction(CompiledModule codeOwner, object context, InstanceState? home, nint code, DefinedType definedType)
    {
        _codeOwner = codeOwner;
        Context = context;
        Home = home;
        Code = code;
        DefinedType = definedType;
        Type = definedType.Function!;
        var type = Type;
        _runsBare = type.Parameters.Length == 0 && type.Results.Length <= 1 && (type.Results.Length == 0 || !type.Results[0].IsReference);
        _runsLong = type.Parameters.AsSpan().SequenceEqual([ValueType.I64]) && type.Results.AsSpan().SequenceEqual([ValueType.I32]);
    }

    public FunctionType Type { get; }

    /// <summary>The type as one object for the whole process.</summary>
    public DefinedType DefinedType { get; }

    // Read by compiled code. The first argument of the code: the instance's state, or a host delegate.
    internal readonly object Context;
    internal readonly nint Code;

    /// <summary>What keeps the code of a host function loaded.</summary>
    internal object? KeptAlive { get; init; }

    /// <summary>Null for a host function.</summary>
    internal InstanceState? Home { get; }

    internal CompiledModule CodeOwner => _codeOwner;

    /// <summary>Calls a function without parameters; one numeric result is dropped. Allocates nothing on success.</summary>
    /// <exception cref="InvalidOperationException">The function has another type.</exception>
    /// <exception cref="ObjectDisposedException">Its instance was disposed.</exception>
    public CallOutcome Run()
    {
        if (!_runsBare)
        {
            throw WrongShape();
        }

        if (Home is { } home && !home.TryEnter())
        {
            return HostBoundary.TooDeep;
        }

        try
        {
            ((delegate*<object, void>)Code)(Context);
            return CallOutcome.Ok;
        }
        catch (Exception exception) when (HostBoundary.IsTrap(exception))
        {
            return HostBoundary.Explain(exception);
        }
        finally
        {
            Home?.Leave();
        }
    }

    /// <summary>Calls a function of type (i64) -> (i32). Allocates nothing on success.</summary>
    /// <exception cref="InvalidOperationException">The function has another type.</exception>
    /// <exception cref="ObjectDisposedException">Its instance was disposed.</exception>
    public CallOutcome Run(long argument, out int result)
    {
        result = 0;
        if (!_runsLong)
        {
            throw WrongShape();
        }

        if (Home is { } home && !home.TryEnter())
        {
            return HostBoundary.TooDeep;
        }

        try
        {
            result = ((delegate*<object, long, int>)Code)(Context, argument);
            return CallOutcome.Ok;
        }
        catch (Exception exception) when (HostBoundary.IsTrap(exception))
        {
            return HostBoundary.Explain(exception);
        }
        finally
        {
            Home?.Leave();
        }
    }

    /// <summary>Calls a function of any type. Results are written only on success.</summary>
    /// <exception cref="ArgumentException">Fewer or more arguments than parameters, less room than results, or a funcref argument that is no function.</exception>
    /// <exception cref="ObjectDisposedException">Its instance was disposed.</exception>
    public CallOutcome Invoke(ReadOnlySpan<WasmValue> arguments, Span<WasmValue> results)
    {
        CheckArguments(arguments, results);
        if (_invoker == 0)
        {
            _invoker = _codeOwner.InvokerOf(Type);
        }

        if (Home is { } home && !home.TryEnter())
        {
            return HostBoundary.TooDeep;
        }

        try
        {
            ((delegate*<nint, object, ref WasmValue, ref WasmValue, void>)_invoker)(
                Code, Context, ref MemoryMarshal.GetReference(arguments), ref MemoryMarshal.GetReference(results));
            return CallOutcome.Ok;
        }
        catch (Exception exception) when (HostBoundary.IsTrap(exception))
        {
            return HostBoundary.Explain(exception);
        }
        finally
        {
            Home?.Leave();
        }
    }

    /// <summary>Checks the types once, for calls that need no check. NoSuchExport, with both types, when they differ.</summary>
    public Result<TypedFunction<TResult>, WasmErrorCode> Typed<TResult>()
        where TResult : unmanaged =>
        Mismatch(typeof(TResult)) is { } fault ? fault : new TypedFunction<TResult>(this);

    /// <inheritdoc cref="Typed{TResult}"/>
    public Result<TypedFunction<T1, TResult>, WasmErrorCode> Typed<T1, TResult>()
        where T1 : unmanaged
        where TResult : unmanaged =>
        Mismatch(typeof(TResult), typeof(T1)) is { } fault ? fault : new TypedFunction<T1, TResult>(this);

    /// <inheritdoc cref="Typed{TResult}"/>
    public Result<TypedFunction<T1, T2, TResult>, WasmErrorCode> Typed<T1, T2, TResult>()
        where T1 : unmanaged
        where T2 : unmanaged
        where TResult : unmanaged =>
        Mismatch(typeof(TResult), typeof(T1), typeof(T2)) is { } fault ? fault : new TypedFunction<T1, T2, TResult>(this);

    /// <inheritdoc cref="Typed{TResult}"/>
    public Result<TypedFunction<T1, T2, T3, TResult>, WasmErrorCode> Typed<T1, T2, T3, TResult>()
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where TResult : unmanaged =>
        Mismatch(typeof(TResult), typeof(T1), typeof(T2), typeof(T3)) is { } fault ? fault : new TypedFunction<T1, T2, T3, TResult>(this);

    private Fault<WasmErrorCode>? Mismatch(Type result, params ReadOnlySpan<Type> parameters)
    {
        var declared = Type.Results.Length == 0 ? typeof(NoResult) : ClrShape.Of(Type.Results[0]);
        if (Type.Results.Length <= 1 && declared == result && parameters.SequenceEqual([.. Type.Parameters.Select(ClrShape.Of)]))
        {
            return null;
        }

        var wanted = $"({string.Join(", ", parameters.ToArray().Select(parameter => parameter.Name))}) -> {result.Name}";
        return new Fault<WasmErrorCode>(WasmErrorCode.NoSuchExport, $"The function has type {Type}, not {wanted}.", "Ask for the types that it declares, or call it through Invoke.");
    }

    private InvalidOperationException WrongShape() => new($"This function has type {Type}; call it through Invoke.");

    private void CheckArguments(ReadOnlySpan<WasmValue> arguments, Span<WasmValue> results)
    {
        var parameters = Type.Parameters;
        if (arguments.Length != parameters.Length || results.Length < Type.Results.Length)
        {
            throw new ArgumentException($"This function has type {Type}; it was handed {arguments.Length} arguments and room for {results.Length} results.");
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].IsReference)
            {
                ReferenceRules.Checked(parameters[i], arguments[i].Reference);
            }
        }
    }
}
