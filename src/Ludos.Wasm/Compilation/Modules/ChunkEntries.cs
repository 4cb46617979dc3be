using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Small methods of the first chunk that go on to a function of another one: a table or a host may hold such a function long before its chunk
/// is needed. The just-in-time compiler makes each a jump.
/// </summary>
internal static class ChunkEntries
{
    /// <summary>For every function outside of the chunk that may become a reference: its index, and the method's token.</summary>
    public static (int Function, int Token)[] Define(ModuleContext context, CodeChunk own)
    {
        var entries = new List<(int Function, int Token)>();
        foreach (var function in context.Module.ReferableFunctions.Where(function => function >= own.First + own.Count).Order())
        {
            var target = context.Methods[function];
            var entry = context.Home.Define(EntryNameOf(function), target.Result, target.Parameters);
            var il = entry.Begin();
            for (var i = 0; i < target.Parameters.Length; i++)
            {
                il.LoadArgument(i);
            }

            // A chain of tail calls through such methods must not leave their frames behind.
            il.Emit(OpCodes.Tailcall);
            il.Emit(OpCodes.Call, target);
            il.Emit(OpCodes.Ret);
            entries.Add((function, entry.Token));
        }

        return [.. entries];
    }

    private static string EntryNameOf(int function) => $"to_{FunctionMethods.NameOf(function)}";
}
