using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Execution;

/// <summary>Carries changed initial values into an instance that has been running on an older build's.</summary>
internal static unsafe class DataPatch
{
    public static void Apply(InstanceState state, ModuleContents previous)
    {
        var module = state.Code.Contents;
        var old = Active(previous);
        var current = Active(module);
        for (var i = 0; i < current.Count; i++)
        {
            var before = previous.DataBytes(old[i]);
            var now = module.DataBytes(current[i]);
            var target = state.Memories[module.Data[current[i]].Memory].BasePointer + state.DataStarts[current[i]];
            for (var position = 0; position < now.Length; position++)
            {
                if (before[position] != now[position])
                {
                    target[position] = now[position];
                }
            }
        }
    }

    private static List<int> Active(ModuleContents module) =>
        [.. Enumerable.Range(0, module.Data.Count).Where(i => module.Data[i].Mode == SegmentMode.Active)];
}
