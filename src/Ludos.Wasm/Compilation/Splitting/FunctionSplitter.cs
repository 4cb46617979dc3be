using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>
/// Divides a function that is too large into pieces that are not. What a piece really comes to is known when it is emitted, so smaller pieces are tried
/// until all fit.
/// </summary>
internal sealed class FunctionSplitter(ModuleContents module, FunctionType type, FunctionBody body, ValueType[] locals, CodeSurvey survey, Func<ControlTree, IReadOnlyList<ControlNode>>? divider)
{
    /// <summary>No smaller body comes to a method that is too large.</summary>
    public const int LeastBodyBytes = 2 * 1024;

    /// <summary>Fewer ways of a br_table out of a piece are exits of their own.</summary>
    public const int LeastTableExits = 8;

    private const int GrainsInBudget = 32;

    // What calling a piece costs: by itself, for a local that is handed over, and for a way out.
    private const long CallCost = 300;
    private const long LocalCost = 60;
    private const long ExitCost = 120;
    private const long TableEntryCost = 10;
    private const int MostLocalsCounted = 64;

    // What a piece may come to, by the estimate.
    private static readonly long[] Budgets = [ILCost.Method * 2 / 5, ILCost.Method / 5, ILCost.Method / 10];

    /// <summary>Plans, the one with the largest pieces first. Some part of a plan may still be too large.</summary>
    public IEnumerable<SplitPlan> Plans()
    {
        if (divider is not null)
        {
            return [SplitPlan.Of(module, body, locals, divider(ControlTree.Of(module, type, body, survey.Points, 0)))];
        }

        return Budgets.Select(Plan).OfType<SplitPlan>();
    }

    private SplitPlan? Plan(long budget)
    {
        var tree = ControlTree.Of(module, type, body, survey.Points, budget / GrainsInBudget);
        var planner = new SplitPlanner(tree, budget, CostOfCall);
        planner.Run();
        if (planner.Pieces.Count == 0)
        {
            return null;
        }

        var plan = SplitPlan.Of(module, body, locals, planner.Pieces);
        return FrameSlots.ForNumbers(plan.Frame.NumberCount) is not null && FrameSlots.ForReferences(plan.Frame.ReferenceCount) is not null ? plan : null;
    }

    /// <summary>What is left behind where a stretch is moved away.</summary>
    private long CostOfCall(int start, int end)
    {
        var named = new HashSet<uint>();
        var exits = new HashSet<int>();
        var nesting = 0;
        long tables = 0;
        var reader = new InstructionReader(module, start, body.End);
        while (reader.Position < end)
        {
            var instruction = reader.Next();
            switch (instruction.Opcode)
            {
                case Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee when named.Count < MostLocalsCounted:
                    named.Add(instruction.Index);
                    break;
                case Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable:
                    nesting++;
                    break;
                case Opcode.End:
                    nesting--;
                    break;
                case Opcode.Br or Opcode.BrIf when instruction.Index >= (uint)nesting:
                    exits.Add((int)instruction.Index - nesting);
                    break;
                case Opcode.BrTable:
                    var outer = instruction.Targets!.Where(target => target >= (uint)nesting).Distinct().ToList();
                    if (outer.Count < LeastTableExits)
                    {
                        exits.UnionWith(outer.Select(target => (int)target - nesting));
                    }
                    else
                    {
                        tables += ExitCost + (instruction.Targets!.Length * TableEntryCost);
                    }

                    break;
            }
        }

        return CallCost + (named.Count * LocalCost) + (exits.Count * ExitCost) + tables;
    }
}
