namespace Ludos.Wasm.Compilation.Emission;

/// <summary>A method of an assembly that is being written: named and numbered before its body is known, so that others can call it.</summary>
/// <param name="assembly">Name of the assembly that it belongs to.</param>
/// <param name="references">Of that assembly; null for a method of another one, which can only be called.</param>
/// <param name="row">In the assembly's table of methods, from 1.</param>
internal sealed class EmittedMethod(string assembly, MetadataReferences? references, int row, string name, Type result, Type[] parameters)
{
    private const int MethodTable = 0x06000000;

    public string Assembly => assembly;

    public int Row => row;

    public string Name => name;

    public Type Result => result;

    public Type[] Parameters => parameters;

    /// <summary>Metadata token within its own assembly.</summary>
    public int Token => MethodTable | row;

    public bool InitLocals { get; set; } = true;

    public bool NoInlining { get; set; }

    public bool NoOptimization { get; set; }

    public bool RecordsSources { get; init; }

    /// <summary>Set by <see cref="Begin"/>; whole once its writer is closed.</summary>
    public ILBody? Body { get; private set; }

    /// <summary>Starts the method's IL.</summary>
    /// <param name="capacity">Bytes that it will take, as a guess.</param>
    public ILWriter Begin(int capacity = 64)
    {
        Body = new ILBody(capacity) { Sources = RecordsSources ? new ILSources() : null };
        return new ILWriter(references ?? throw new InvalidOperationException($"Method '{name}' belongs to another assembly."), Body);
    }
}
