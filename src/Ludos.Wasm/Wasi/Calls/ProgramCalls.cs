using System.Text;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>args_*, environ_*, random_get, proc_*, sched_yield, sock_*.</summary>
internal sealed class ProgramCalls
{
    private const int SignalExitBase = 128;
    private const int LastSignal = 30;

    // chld, cont, urg, winch: what nobody handles is ignored.
    private static readonly int[] IgnoredSignals = [0, 16, 17, 22, 27];

    // stop, tstp, ttin, ttou: there is nobody who could let it go on.
    private static readonly int[] StoppingSignals = [18, 19, 20, 21];

    private readonly GuestMemory _memory;
    private readonly WasiRandomSource? _random;
    private readonly byte[][] _arguments;
    private readonly byte[][] _environment;

    public ProgramCalls(GuestMemory memory, WasiOptions options)
    {
        _memory = memory;
        _random = options.Random;
        _arguments = [.. options.Arguments.Select(argument => Terminated(argument, "argument"))];
        _environment = [.. options.Environment.Select(Variable)];
    }

    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "args_sizes_get", (Func<int, int, int>)((count, size) => (int)Sizes(_arguments, count, size)))
        .Function(WasiHost.ModuleName, "args_get", (Func<int, int, int>)((pointers, buffer) => (int)Strings(_arguments, pointers, buffer)))
        .Function(WasiHost.ModuleName, "environ_sizes_get", (Func<int, int, int>)((count, size) => (int)Sizes(_environment, count, size)))
        .Function(WasiHost.ModuleName, "environ_get", (Func<int, int, int>)((pointers, buffer) => (int)Strings(_environment, pointers, buffer)))
        .Function(WasiHost.ModuleName, "random_get", (Func<int, int, int>)((buffer, length) => (int)Random(buffer, length)))
        .Function(WasiHost.ModuleName, "proc_exit", (Action<int>)(code => throw new WasiExitException(code)))
        .Function(WasiHost.ModuleName, "proc_raise", (Func<int, int>)(signal => (int)Raise(signal)))
        .Function(WasiHost.ModuleName, "sched_yield", (Func<int>)Yield)
        .Function(WasiHost.ModuleName, "sock_accept", (Func<int, int, int, int>)((_, _, _) => (int)WasiErrno.Notsup))
        .Function(WasiHost.ModuleName, "sock_recv", (Func<int, int, int, int, int, int, int>)((_, _, _, _, _, _) => (int)WasiErrno.Notsup))
        .Function(WasiHost.ModuleName, "sock_send", (Func<int, int, int, int, int, int>)((_, _, _, _, _) => (int)WasiErrno.Notsup))
        .Function(WasiHost.ModuleName, "sock_shutdown", (Func<int, int, int>)((_, _) => (int)WasiErrno.Notsup));

    private static byte[] Terminated(string text, string what) =>
        text.Contains('\0', StringComparison.Ordinal) ? throw new ArgumentException($"An {what} holds a NUL.") : Encoding.UTF8.GetBytes(text + '\0');

    private static byte[] Variable(KeyValuePair<string, string> variable) =>
        variable.Key.Length == 0 || variable.Key.Contains('=', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{variable.Key}' is no name of a variable.")
            : Terminated($"{variable.Key}={variable.Value}", "environment variable");

    private static int Yield()
    {
        Thread.Yield();
        return (int)WasiErrno.Success;
    }

    private static WasiErrno Raise(int signal)
    {
        if (signal is < 0 or > LastSignal)
        {
            return WasiErrno.Inval;
        }

        return IgnoredSignals.Contains(signal) ? WasiErrno.Success
            : StoppingSignals.Contains(signal) ? WasiErrno.Notsup
            : throw new WasiExitException(SignalExitBase + signal);
    }

    private WasiErrno Sizes(byte[][] strings, int countPointer, int sizePointer)
    {
        var holds = _memory.Holds(countPointer, sizeof(uint)) && _memory.TryWrite(sizePointer, (uint)strings.Sum(text => text.Length));
        return holds && _memory.TryWrite(countPointer, (uint)strings.Length) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private WasiErrno Strings(byte[][] strings, int pointers, int buffer)
    {
        if (!_memory.Holds(pointers, (ulong)strings.Length * sizeof(uint)) || !_memory.Holds(buffer, (ulong)strings.Sum(text => (long)text.Length)))
        {
            return WasiErrno.Fault;
        }

        foreach (var text in strings)
        {
            _ = _memory.TryWrite(pointers, buffer) && _memory.TrySpan(buffer, (uint)text.Length, out var room) && text.AsSpan().TryCopyTo(room);
            pointers += sizeof(uint);
            buffer += text.Length;
        }

        return WasiErrno.Success;
    }

    private WasiErrno Random(int buffer, int length)
    {
        if (_random is null)
        {
            return WasiErrno.Notcapable;
        }

        if (!_memory.Holds(buffer, (uint)length))
        {
            return WasiErrno.Fault;
        }

        for (var remaining = (uint)length; remaining > 0;)
        {
            var step = Math.Min(remaining, int.MaxValue);
            _ = _memory.TrySpan(buffer, step, out var span);
            _random(span);
            buffer += (int)step;
            remaining -= step;
        }

        return WasiErrno.Success;
    }
}
