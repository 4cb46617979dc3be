using System.Globalization;
using Ludos.Wasm.Fuzz.Generation;

namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>Runs jobs on this engine.</summary>
public sealed class LocalSide(CompileOptions options)
{
    private const long AmpleFuel = long.MaxValue / 2;
    private const int ExceptionClass = 20;
    private const int EscapedClass = 999;

    // The numbers that fuzz.mjs gives to V8's messages, which tell an overflowing division from a conversion where the standard has one word for both.
    private static readonly Dictionary<string, int> Classes = new(StringComparer.Ordinal)
    {
        ["Unreachable"] = 1,
        ["MemoryOutOfBounds"] = 2,
        ["IntegerDivideByZero"] = 3,
        ["IntegerOverflow"] = 4,
        ["InvalidConversionToInteger"] = 4,
        ["TableOutOfBounds"] = 6,
        ["UninitializedElement"] = 7,
        ["IndirectCallTypeMismatch"] = 7,
        ["UnalignedAtomic"] = 8,
        ["StackExhausted"] = 9,
        ["NullReference"] = 10,
        ["CastFailure"] = 11,
        ["ArrayOutOfBounds"] = 12,
        ["OutOfHeap"] = 13,
    };

    public SideReport Run(FuzzJob job, bool detail = false)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!WasmModule.Decode(job.Module.Bytes).TryGet(out var module, out var fault))
        {
            return new SideReport([], 0, [], fault.ToString());
        }

        if (!module.Compile(options).Instantiate(Imports()).TryGet(out var instance, out fault))
        {
            return new SideReport([], 0, [], fault.ToString());
        }

        using (instance)
        {
            instance.Fuel = AmpleFuel;
            return new Session(job, instance, detail).Run();
        }
    }

    private static ImportSet Imports() => new ImportSet()
        .Function("h", "i", (Func<int, int>)(value => unchecked(value * 0x2545F491) ^ 0x55))
        .Function("h", "l", (Func<long, int, long>)((value, shift) => unchecked((value << (shift & 7)) + 3)))
        .Function("h", "f", (Func<float, float>)(value => (value * 0.5f) + 1f))
        .Function("h", "d", (Func<double, double>)(value => (value * 0.5) + 1));

    private sealed class Session(FuzzJob job, WasmInstance instance, bool detail)
    {
        private readonly WasmFunction[] _functions = [.. job.Module.Exports.Select(export => instance.Function(export.Name).Value)];
        private readonly WasmFunction _observe = instance.Function("observe").Value;
        private readonly WasmValue[] _results = new WasmValue[32];
        private readonly List<uint> _hashes = [];
        private readonly List<string> _details = [];
        private uint _hash;
        private int _trapped;

        public SideReport Run()
        {
            var words = new CallWords(job.CallSeed);
            var room = new WasmValue[32];
            for (var call = 1; call <= job.Calls; call++)
            {
                var index = (int)(words.Next() % (uint)_functions.Length);
                var wires = job.Module.Exports[index].Parameters;
                for (var at = 0; at < wires.Count; at++)
                {
                    room[at] = words.Argument(wires[at]);
                }

                _hash = Digest.Mix(_hash, (uint)index);
                Call(index, room.AsSpan(0, wires.Count));
                if (!detail && (call % FuzzJob.CallsBetweenLooks == 0 || call == job.Calls))
                {
                    Look();
                    _hashes.Add(_hash);
                }
            }

            return new SideReport(_hashes, _trapped, _details, null);
        }

        private void Call(int index, ReadOnlySpan<WasmValue> arguments)
        {
            var type = _functions[index].Type;
            var trap = Invoke(_functions[index], arguments);
            if (trap == 0)
            {
                for (var at = 0; at < type.Results.Length; at++)
                {
                    _hash = type.Results[at] == ValueType.I64 ? Digest.MixWide(_hash, _results[at].AsI64) : Digest.Mix(_hash, (uint)_results[at].AsI32);
                }
            }
            else
            {
                _trapped++;
                _hash = Digest.Mix(_hash, 0x7A70u + (uint)trap);
            }

            if (detail)
            {
                var outcome = trap == 0 ? Words(type.Results, _results) : $"trap {trap}";
                Look();
                _details.Add(string.Create(CultureInfo.InvariantCulture, $"{job.Module.Exports[index].Name}({Words(type.Parameters, arguments)}) = {outcome} #{_hash:x}"));
            }
        }

        private int Invoke(WasmFunction function, ReadOnlySpan<WasmValue> arguments)
        {
            try
            {
                var outcome = function.Invoke(arguments, _results);
                return outcome.IsOk ? 0
                    : outcome.Exception is not null ? ExceptionClass
                    : Classes.TryGetValue(outcome.Trap.ToString(), out var known) ? known : 1000 + (int)outcome.Trap;
            }
            catch (Exception escaped) when (escaped is not OutOfMemoryException)
            {
                // No other exception may come out of wasm: a class that the other side never has.
                _details.Add($"escaped: {escaped}");
                return EscapedClass;
            }
        }

        private void Look()
        {
            _observe.Invoke([], _results);
            _hash = Digest.MixWide(_hash, _results[0].AsI64);
            for (var index = 0; index < job.Module.Memories; index++)
            {
                instance.TryGetMemory($"m{index}", out var memory);
                _hash = Digest.MixMemory(_hash, memory!.Span);
            }
        }

        private static string Words(IReadOnlyList<ValueType> types, ReadOnlySpan<WasmValue> values)
        {
            var words = new List<string>();
            for (var index = 0; index < types.Count; index++)
            {
                words.Add(types[index] == ValueType.I64 ? $"{values[index].AsI64:x}" : $"{values[index].AsI32:x}");
            }

            return string.Join(' ', words);
        }
    }
}
