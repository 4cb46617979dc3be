using Ludos.Base;

namespace Ludos.Wasm.Wasi;

/// <summary>Runs a command built for WASI: a module that exports _start.</summary>
public static class WasiProgram
{
    public const string StartName = "_start";
    public const string InitializeName = "_initialize";

    /// <summary>Instantiates the module with what was granted and runs it to its end, on this thread.</summary>
    /// <param name="code">The program.</param>
    /// <param name="options">Its grants.</param>
    /// <param name="instanceOptions">Fuel and the like.</param>
    /// <param name="started">Told of the instance before it runs; the place to keep it for <see cref="WasmInstance.RequestInterrupt"/>.</param>
    public static Result<WasiExit, WasmErrorCode> Run(CompiledModule code, WasiOptions options, InstanceOptions? instanceOptions = null, Action<WasmInstance>? started = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        using var host = new WasiHost(options);
        try
        {
            if (!code.Instantiate(host.Imports, instanceOptions).TryGet(out var instance, out var fault))
            {
                return fault;
            }

            using (instance)
            {
                return Run(host, instance, started);
            }
        }
        catch (WasiExitException exit)
        {
            return new WasiExit(exit.Code, CallOutcome.Ok);
        }
    }

    /// <summary>Runs _initialize of a library, if it has one; a command's _start is not run.</summary>
    public static WasiExit Initialize(WasiHost host, WasmInstance instance)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(instance);
        return instance.Function(InitializeName).TryGet(out var initialize, out _) && initialize.Type == FunctionType.Empty
            ? host.Call(initialize, [], [])
            : default;
    }

    private static Result<WasiExit, WasmErrorCode> Run(WasiHost host, WasmInstance instance, Action<WasmInstance>? started)
    {
        if (!instance.Function(StartName).TryGet(out var start, out var fault))
        {
            return fault;
        }

        if (start.Type != FunctionType.Empty)
        {
            return new Fault<WasmErrorCode>(WasmErrorCode.NoSuchExport, $"{StartName} has type {start.Type}; a command's takes nothing and returns nothing.");
        }

        if (instance.Memory is not null)
        {
            host.Attach(instance);
        }

        started?.Invoke(instance);
        return host.Call(start, [], []);
    }
}
