using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Platform;
using Ludos.Platform.Processes;
using Ludos.Platform.Time;
using Ludos.Wasm;
using Ludos.Wasm.Wasi;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>One run of a program: on a thread of its own, so that a signal can end it wherever it is.</summary>
internal sealed class WasmRun : IDisposable
{
    private const int MaxStackBytes = 8 * 1024 * 1024;
    private const int ThreadStackBytes = 2 * MaxStackBytes;
    private const int MostFrames = 20;
    private const int MaxKeptBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly string _name;
    private readonly WasmModule _module;
    private readonly WasmRunRequest _request;
    private readonly MonotonicClock _clock = new();
    private readonly StopSignals _signals = new();
    private readonly MemoryStream? _output;
    private readonly MemoryStream? _error;
    private WasmInstance? _instance;
    private Result<WasiExit, WasmErrorCode> _result;
    private string[] _values = [];
    private int _unoptimised;

    public WasmRun(string name, WasmModule module, WasmRunRequest request)
    {
        _name = name;
        _module = module;
        _request = request;
        _output = request.Json ? Kept() : null;
        _error = request.Json ? Kept() : null;
    }

    public int Start()
    {
        if (!WasmArguments.TryParse(_module, _request, out var arguments, out var complaint))
        {
            return WasmFile.Fail(complaint, "See 'ludos wasm info' for its type.", ExitCode.Usage);
        }

        if (!TryGrant(out var options, out var fault))
        {
            return WasmFile.Fail(fault, "Check --dir.", ExitCode.ResourceUnavailable);
        }

        var startNs = _clock.NowNs;
        var thread = new Thread(() => Work(options, arguments), ThreadStackBytes) { IsBackground = true, Name = "wasm" };
        using var interrupt = _signals.Token.Register(() => Volatile.Read(ref _instance)?.RequestInterrupt());
        thread.Start();
        if (!Await(thread))
        {
            // It waits for input that nobody sends: nothing but the process's end ends that.
            return _signals.ExitCode;
        }

        return Tell(_clock.NowNs - startNs);
    }

    public void Dispose()
    {
        _signals.Dispose();
        _output?.Dispose();
        _error?.Dispose();
    }

    private bool Await(Thread thread)
    {
        const int lookMs = 20;
        while (!thread.Join(lookMs))
        {
            if (_signals.ExitCode != 0)
            {
                return thread.Join(Grace);
            }
        }

        return true;
    }

    private void Work(WasiOptions options, WasmValue[] arguments)
    {
        var code = _module.Compile(new CompileOptions { MaxStackBytes = MaxStackBytes, Tier = _request.Tier, Profile = _request.Profiler is not null });
        _unoptimised = code.UnoptimisedFunctions.Count;
        var instanceOptions = new InstanceOptions { Fuel = _request.Fuel, Profiler = _request.Profiler };
        _result = _request.Invoke is null
            ? WasiProgram.Run(code, options, instanceOptions, Keep)
            : Invoke(code, options, instanceOptions, arguments);
    }

    private void Keep(WasmInstance instance)
    {
        Volatile.Write(ref _instance, instance);
        if (_signals.Token.IsCancellationRequested)
        {
            instance.RequestInterrupt();
        }
    }

    private Result<WasiExit, WasmErrorCode> Invoke(CompiledModule code, WasiOptions options, InstanceOptions instanceOptions, WasmValue[] arguments)
    {
        using var host = new WasiHost(options);
        if (!code.Instantiate(host.Imports, instanceOptions).TryGet(out var instance, out var fault))
        {
            return fault;
        }

        using (instance)
        {
            if (instance.Memory is not null)
            {
                host.Attach(instance);
            }

            Keep(instance);
            var function = instance.Function(_request.Invoke!).Value;
            var exit = WasiProgram.Initialize(host, instance);
            if (!exit.HasExited || exit.Code != 0)
            {
                return exit;
            }

            var results = new WasmValue[function.Type.Results.Length];
            exit = host.Call(function, arguments, results);
            _values = exit is { HasExited: true, Code: 0 } ? [.. results.Zip(function.Type.Results, WasmArguments.Text)] : [];
            return exit;
        }
    }

    private bool TryGrant(out WasiOptions options, out string fault)
    {
        options = new WasiOptions();
        fault = "";
        var folders = new List<WasiPreopen>();
        foreach (var folder in _request.Folders)
        {
            if (!RealFolder.Open(folder.Host).TryGet(out var opened, out var refused))
            {
                fault = refused.Message;
                folders.ForEach(held => held.Folder.Dispose());
                return false;
            }

            folders.Add(new WasiPreopen(folder.Guest, opened, folder.ReadOnly));
        }

        options = new WasiOptions
        {
            Arguments = [_name, .. _request.Arguments],
            Environment = [.. _request.Variables.Select(variable => variable.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))],
            Input = new WasiStream(Console.OpenStandardInput(), !Console.IsInputRedirected, StandardInput.WaitUntilReadable),
            Output = new WasiStream(_output ?? (_request.Profiler is null ? Console.OpenStandardOutput() : Console.OpenStandardError()), _output is null && !Console.IsOutputRedirected),
            Error = new WasiStream(_error ?? Console.OpenStandardError(), _error is null && !Console.IsErrorRedirected),
            Folders = folders,
            Clock = _request.Clock ? new WasiClock(new WallClock(), _clock, new ProcessorClock()) : null,
            Random = _request.Random ? RandomNumberGenerator.Fill : _request.Seed is { } seed ? WasiRandom.Seeded(seed) : null,
            Stop = _signals.Token,
        };
        return true;
    }

    private int Tell(long tookNs)
    {
        if (!_result.TryGet(out var exit, out var fault))
        {
            return WasmFile.Fail(fault.Message, fault.Mend, fault.Code == WasmErrorCode.NoSuchExport ? ExitCode.Usage : ExitCode.InputRefused);
        }

        var exitCode = exit.HasExited ? exit.Code : exit.Outcome.Trap == TrapKind.Interrupted ? _signals.ExitCode : ExitCode.GameCrashed;
        if (_request.Json)
        {
            Json.Print(new
            {
                ExitCode = exitCode,
                Trap = exit.HasExited ? null : exit.Outcome.Trap.ToString(),
                exit.Outcome.Detail,
                Frames = exit.Outcome.Frames.Take(MostFrames).Select(frame => frame.ToString()),
                Results = _values,
                Output = Text(_output!),
                Error = Text(_error!),
                FuelUsed = _request.Fuel - _instance!.Fuel,
                Milliseconds = tookNs / 1_000_000.0,
                UnoptimisedFunctions = _unoptimised,
            });
            return exitCode;
        }

        foreach (var value in _values)
        {
            (_request.Profiler is null ? Console.Out : Console.Error).WriteLine(value);
        }

        if (!exit.HasExited && exit.Outcome.Trap != TrapKind.Interrupted)
        {
            Terminal.Error($"{_name}: {exit.Outcome.Detail}");
            foreach (var frame in exit.Outcome.Frames.Take(MostFrames))
            {
                Terminal.Info($"  at {frame}");
            }
        }

        return exitCode;
    }

    /// <summary>Of a fixed size, so that a program cannot fill the machine's memory through it.</summary>
    private static MemoryStream Kept() => new(new byte[MaxKeptBytes], 0, MaxKeptBytes, writable: true, publiclyVisible: true);

    private static string Text(MemoryStream kept) => Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Position);
}
