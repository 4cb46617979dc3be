using System.Globalization;
using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// Tells a final conflict as a chain of reasons, one a line. A conclusion that is used in several places gets a number and is
/// told once; a conclusion from two facts is told in one line.
/// </summary>
internal sealed class Explanation(string rootName, SolverModules modules)
{
    /// <summary>Conclusions that are followed down; past it a conclusion stands without its reasons.</summary>
    private const int MaxDepth = 200;

    private readonly StatementText _text = new(rootName, modules);
    private readonly Dictionary<Incompatibility, int> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Incompatibility, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _lines = [];
    private int _omittedCount;

    public Fault<ResolveErrorCode> Of(Incompatibility conflict)
    {
        CountUses(conflict);
        if (conflict.IsDerived) Tell(conflict, 0);
        else Line(conflict, $"Because {_text.Fact(conflict)}, {_text.Conclusion(conflict)}.");
        if (_omittedCount > 0) _lines.Insert(_lines.Count - 1, string.Create(CultureInfo.InvariantCulture, $"({_omittedCount} more steps are left out.)"));
        return new Fault<ResolveErrorCode>(ResolveErrorCode.Unsolvable, string.Join('\n', _lines), _text.Advice);
    }

    private void CountUses(Incompatibility conflict)
    {
        var pending = new Stack<Incompatibility>([conflict]);
        while (pending.TryPop(out Incompatibility? next))
        {
            if (!next.IsDerived) continue;
            int uses = _uses.GetValueOrDefault(next);
            _uses[next] = uses + 1;
            if (uses > 0) continue;
            pending.Push(next.Left!);
            pending.Push(next.Right!);
        }
    }

    private void Tell(Incompatibility conclusion, int depth)
    {
        (Incompatibility left, Incompatibility right) = (conclusion.Left!, conclusion.Right!);
        if (depth >= MaxDepth)
        {
            Line(conclusion, $"It follows that {_text.Conclusion(conclusion)}.");
        }
        else if (left.IsDerived && right.IsDerived)
        {
            OfTwoConclusions(conclusion, left, right, depth);
        }
        else if (left.IsDerived || right.IsDerived)
        {
            OfOneConclusion(conclusion, left.IsDerived ? left : right, left.IsDerived ? right : left, depth);
        }
        else
        {
            Line(conclusion, $"Because {_text.Fact(left)} and {_text.Fact(right)}, {_text.Conclusion(conclusion)}.");
        }
    }

    private void OfTwoConclusions(Incompatibility conclusion, Incompatibility left, Incompatibility right, int depth)
    {
        if (_numbers.ContainsKey(left) && _numbers.ContainsKey(right))
        {
            Line(conclusion, $"Because {Known(left)} and {Known(right)}, {_text.Conclusion(conclusion)}.");
        }
        else if (_numbers.ContainsKey(left) || _numbers.ContainsKey(right))
        {
            (Incompatibility known, Incompatibility open) = _numbers.ContainsKey(left) ? (left, right) : (right, left);
            Tell(open, depth + 1);
            Line(conclusion, $"And because {Known(known)}, {_text.Conclusion(conclusion)}.");
        }
        else
        {
            // The one from two facts is told last, in one line, so that the other need not be called back by number.
            (Incompatibility first, Incompatibility second) = IsOfTwoFacts(left) ? (right, left) : (left, right);
            Tell(first, depth + 1);
            if (IsOfTwoFacts(second) && _uses[second] == 1)
            {
                Line(second, $"And because {_text.Fact(second.Left!)} and {_text.Fact(second.Right!)}, {_text.Conclusion(second)}.");
                Line(conclusion, $"So {_text.Conclusion(conclusion)}.");
                return;
            }

            Number(first);
            if (!_numbers.ContainsKey(second)) Tell(second, depth + 1);
            Line(conclusion, $"And because {Known(first)}, {_text.Conclusion(conclusion)}.");
        }
    }

    private void OfOneConclusion(Incompatibility conclusion, Incompatibility derived, Incompatibility fact, int depth)
    {
        if (_numbers.ContainsKey(derived))
        {
            Line(conclusion, $"Because {_text.Fact(fact)} and {Known(derived)}, {_text.Conclusion(conclusion)}.");
        }
        else if (depth + 1 < MaxDepth && _uses[derived] == 1 && derived.Left!.IsDerived != derived.Right!.IsDerived)
        {
            (Incompatibility inner, Incompatibility innerFact) = derived.Left.IsDerived ? (derived.Left, derived.Right) : (derived.Right, derived.Left);
            if (!_numbers.ContainsKey(inner)) Tell(inner, depth + 2);
            string start = _numbers.ContainsKey(inner) && _lines.Count > 0 && !_lines[^1].EndsWith(Mark(inner), StringComparison.Ordinal) ? $"Because {Known(inner)}, " : "And because ";
            Line(conclusion, $"{start}{_text.Fact(innerFact)} and {_text.Fact(fact)}, {_text.Conclusion(conclusion)}.");
        }
        else
        {
            Tell(derived, depth + 1);
            Line(conclusion, $"And because {_text.Fact(fact)}, {_text.Conclusion(conclusion)}.");
        }
    }

    private static bool IsOfTwoFacts(Incompatibility conclusion) => conclusion.IsDerived && !conclusion.Left!.IsDerived && !conclusion.Right!.IsDerived;

    private string Known(Incompatibility conclusion) => $"{_text.Conclusion(conclusion)}{Mark(conclusion)}";

    private string Mark(Incompatibility conclusion) => string.Create(CultureInfo.InvariantCulture, $" ({_numbers[conclusion]})");

    /// <summary>Numbers the conclusion of the line told last.</summary>
    private void Number(Incompatibility conclusion)
    {
        if (!_numbers.TryAdd(conclusion, _numbers.Count + 1) || _lines.Count == 0) return;
        _lines[^1] += Mark(conclusion);
    }

    private void Line(Incompatibility conclusion, string line)
    {
        // The last line is the answer, so it takes the place of what no longer fits.
        if (_lines.Count == ResolutionLimits.MaxExplanationLines)
        {
            _lines.RemoveAt(_lines.Count - 1);
            _omittedCount++;
        }

        _lines.Add(line);
        if (_uses.GetValueOrDefault(conclusion) > 1) Number(conclusion);
    }
}
