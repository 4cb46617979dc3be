namespace Ludos.Wasm;

/// <summary>One section of a module's file.</summary>
/// <param name="Name">What the standard calls it; for a custom section "custom" and its name in quotes.</param>
/// <param name="Offset">Of the content in the file, in bytes, after id and length.</param>
/// <param name="Length">Of the content, in bytes.</param>
public sealed record SectionDescriptor(string Name, int Offset, int Length);
