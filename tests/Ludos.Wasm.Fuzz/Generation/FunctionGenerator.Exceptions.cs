using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Throwing, and catching by tag or whatever comes.</summary>
internal sealed partial class FunctionGenerator
{
    private void Throw(int depth)
    {
        var tag = _random.Below(_plan.Tags.Count);
        Values(_plan.Tags[tag].Parameters, depth);
        Emit("throw");
        _code.Unsigned((ulong)tag);
    }

    /// <summary>
    /// (block $caught values (block $any exnref (try_table (catch tag $caught) (catch_all_ref $any) statements) skip) rethrow or drop ...): the two ways out lie around the try.
    /// </summary>
    private void TryStatement(int depth)
    {
        var tag = _random.Below(_plan.Tags.Count);
        var carried = _plan.Tags[tag].Parameters;
        Blocks(Block, [], carried, depth, () =>
        {
            Blocks(Block, [], [GenTypes.ExnRef], depth, () =>
            {
                _code.Byte(0x1F).Byte(0x40);
                var catchesAll = _random.OneIn(2);
                _code.Unsigned(catchesAll ? 2u : 1u).Byte(0).Unsigned((ulong)tag).Unsigned(1);
                if (catchesAll)
                {
                    _code.Byte(3).Unsigned(0);
                }

                _labels.Add(([], false));
                Statements(depth + 2);
                if (_random.OneIn(2))
                {
                    Throw(depth + 2);
                }

                _labels.RemoveAt(_labels.Count - 1);
                _code.Byte(End);
                Values(carried, depth + 2);
                Emit("br");
                _code.Unsigned(1);
            });
            if (_random.OneIn(4))
            {
                Emit("throw_ref");
            }
            else
            {
                Emit("drop");
            }

            Values(carried, depth + 2);
        });
        TakeParameters(carried, depth);
    }
}
