using Ludos.Cli;

return CommandLine.Run(args);
