namespace Ludos.Wasm.Compilation;

/// <summary>
/// Tells the garbage collector of memory that loaded code takes outside of its heap. Without it a host that loads module after module runs out of
/// such memory, or of mappings, long before the little that it sees makes it collect.
/// </summary>
internal sealed class CodePressure
{
    // What the runtime reserves for a load context and its loader, whatever the code's size.
    private const int ContextBytes = 128 * 1024;

    // Native code, and what the runtime knows of each method, beside the image itself.
    private const int BytesPerImageByte = 4;

    private readonly Lock _gate = new();
    private long _bytes = ContextBytes;

    public CodePressure() => GC.AddMemoryPressure(ContextBytes);

    ~CodePressure() => GC.RemoveMemoryPressure(_bytes);

    public void Loaded(int imageBytes)
    {
        var bytes = (long)imageBytes * BytesPerImageByte;
        GC.AddMemoryPressure(bytes);
        lock (_gate)
        {
            _bytes += bytes;
        }
    }
}
