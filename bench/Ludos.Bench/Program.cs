using Ludos.Bench;

return BenchCommand.Run(args);
