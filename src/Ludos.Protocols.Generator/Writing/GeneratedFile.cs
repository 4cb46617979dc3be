namespace Ludos.Protocols.Generator;

/// <param name="Path">Below the checkout, forward slashes.</param>
/// <param name="Text">UTF-8, line feeds.</param>
public sealed record GeneratedFile(string Path, string Text);
