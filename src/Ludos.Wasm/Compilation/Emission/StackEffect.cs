using System.Reflection;
using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>By how many values each instruction changes the height of IL's stack; calls are counted by what they call.</summary>
internal static class StackEffect
{
    private const int TwoByteFirst = 0xFE;
    private static readonly sbyte[] OneByte = new sbyte[256];
    private static readonly sbyte[] TwoByte = new sbyte[256];

    static StackEffect()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoByte)[code.Value & 0xFF] = (sbyte)(Pushed(code.StackBehaviourPush) - Popped(code.StackBehaviourPop));
        }
    }

    public static int Of(OpCode code) => ((code.Value >> 8) & 0xFF) == TwoByteFirst ? TwoByte[code.Value & 0xFF] : OneByte[code.Value & 0xFF];

    /// <summary>Nothing of the stack is left after it.</summary>
    public static bool EndsBlock(OpCode code) => code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw;

    private static int Pushed(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 or StackBehaviour.Varpush => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    private static int Popped(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Varpop => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
            or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        _ => 3,
    };
}
