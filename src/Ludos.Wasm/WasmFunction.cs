using System.Runtime.InteropServices;
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

    /// <summary>Null for a host function.</summary>
    internal InstanceState? Home { get; }

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
            return TooDeep();
        }

        try
        {
            ((delegate*<object, void>)Code)(Context);
            return CallOutcome.Ok;
        }
        catch (WasmTrapException trap)
        {
            return new CallOutcome(trap.Kind, trap.Message);
        }
        catch (WasmException exception)
        {
            return CallOutcome.Uncaught(exception);
        }
        catch (HostTrapException trap)
        {
            return new CallOutcome(TrapKind.HostError, trap.Message);
        }
        catch (NullReferenceException raised) when (GuardTraps.Explain(raised) is { } outcome)
        {
            return outcome;
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
            return TooDeep();
        }

        try
        {
            result = ((delegate*<object, long, int>)Code)(Context, argument);
            return CallOutcome.Ok;
        }
        catch (WasmTrapException trap)
        {
            return new CallOutcome(trap.Kind, trap.Message);
        }
        catch (WasmException exception)
        {
            return CallOutcome.Uncaught(exception);
        }
        catch (HostTrapException trap)
        {
            return new CallOutcome(TrapKind.HostError, trap.Message);
        }
        catch (NullReferenceException raised) when (GuardTraps.Explain(raised) is { } outcome)
        {
            return outcome;
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
            return TooDeep();
        }

        try
        {
            ((delegate*<nint, object, ref WasmValue, ref WasmValue, void>)_invoker)(
                Code, Context, ref MemoryMarshal.GetReference(arguments), ref MemoryMarshal.GetReference(results));
            return CallOutcome.Ok;
        }
        catch (WasmTrapException trap)
        {
            return new CallOutcome(trap.Kind, trap.Message);
        }
        catch (WasmException exception)
        {
            return CallOutcome.Uncaught(exception);
        }
        catch (HostTrapException trap)
        {
            return new CallOutcome(TrapKind.HostError, trap.Message);
        }
        catch (NullReferenceException raised) when (GuardTraps.Explain(raised) is { } outcome)
        {
            return outcome;
        }
        finally
        {
            Home?.Leave();
        }
    }

    private static CallOutcome TooDeep() =>
        new(TrapKind.StackExhausted, "The host called into wasm with too little stack left.");

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
