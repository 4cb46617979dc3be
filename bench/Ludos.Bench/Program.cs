using Ludos.Bench;
using Ludos.Bench.State;
using Ludos.Bench.Torn;

// A benchmark that needs other processes starts this program again, in a role.
return args switch
{
    [TornReader.Role, var socket, var kind, var lastEpoch] => TornReader.Run(socket, kind, lastEpoch),
    [StateRoles.Marker, var role, .. var rest] => StateRoles.Run(role, rest),
    _ => BenchCommand.Run(args),
};
