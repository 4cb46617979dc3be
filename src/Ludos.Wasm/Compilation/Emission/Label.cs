namespace Ludos.Wasm.Compilation;

/// <summary>A place in a method's IL that is branched to; see <see cref="ILWriter.DefineLabel"/>.</summary>
internal readonly record struct Label(int Index);
