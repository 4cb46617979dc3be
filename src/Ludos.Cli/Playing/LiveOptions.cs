namespace Ludos.Cli.Playing;

/// <param name="Port">0: any free one.</param>
internal sealed record LiveOptions(int Port, bool OpenBrowser, bool Dev);
