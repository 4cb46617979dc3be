namespace Ludos.Cli.Playing;

/// <param name="Port">0: any free one.</param>
/// <param name="Stream">A newer version of what is installed is fetched while it plays.</param>
internal sealed record LiveOptions(int Port, bool OpenBrowser, bool Dev, bool Stream = false);
