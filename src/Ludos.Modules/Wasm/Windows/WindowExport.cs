namespace Ludos.Modules;

/// <summary>How a module's code says where it looks for a region.</summary>
/// <param name="Address">Of the buffer itself, or of the word that the host puts the address into.</param>
/// <param name="IsPointer">True for <c>window_R</c>: the host chooses the place, and may show the region itself there.</param>
internal readonly record struct WindowExport(int Address, bool IsPointer);
