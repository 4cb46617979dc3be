namespace Ludos.Wasm.Compilation;

/// <summary>A local of the method that is being written.</summary>
internal sealed class LocalBuilder(Type type, int index)
{
    public Type LocalType => type;

    public int LocalIndex => index;
}
