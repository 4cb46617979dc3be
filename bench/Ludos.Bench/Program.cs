using Ludos.Bench;
using Ludos.Bench.Torn;

// A benchmark that needs other processes starts this program again, in a role.
return args is [TornReader.Role, var socket, var kind, var lastEpoch]
    ? TornReader.Run(socket, kind, lastEpoch)
    : BenchCommand.Run(args);
