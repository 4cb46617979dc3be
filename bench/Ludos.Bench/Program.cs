using Ludos.Bench;
using Ludos.Bench.Distribution;
using Ludos.Bench.State;
using Ludos.Bench.Torn;
using Ludos.Bench.Wasm;

// A benchmark that needs other processes starts this program again, in a role.
return args switch
{
    [TornReader.Role, var socket, var kind, var lastEpoch] => TornReader.Run(socket, kind, lastEpoch),
    [StateRoles.Marker, var role, .. var rest] => StateRoles.Run(role, rest),
    [CompileProbe.Marker, var file, var cache, var instantiate] => CompileProbe.Run(file, cache, instantiate == bool.TrueString),
    [PackProbe.Marker, var folder, var target] => PackProbe.Run(folder, target),
    _ => BenchCommand.Run(args),
};
