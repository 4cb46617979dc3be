using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Memory of one unit that is scratch: every call begins with the initial content, so nothing hides in a static.</summary>
internal sealed class ScratchState(WasmInstance instance, WasmMemory? memory) : ILinearState
{
    public bool Begin(ReadOnlySpan<(int Start, int Length)> keep)
    {
        instance.ResetToInitial(keep);
        return false;
    }

    public void Commit()
    {
    }

    public void Spoil()
    {
    }

    public void Dispose()
    {
        instance.Dispose();
        memory?.Dispose();
    }
}
