using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>The pass in the order of the code. An assignment counts up to the end of the block in which it stands, and after it if no branch to the end came before it.</summary>
internal sealed class AssignmentFlow
{
    private const long MaxWorkOnExits = 50_000_000;
    private static readonly int[] NoTargets = [];

    private readonly int _locals;
    private readonly LocalSet _rootOwn;
    private readonly List<FlowEvent> _events;
    private readonly bool _isExact;
    private readonly int[] _assignedAt;
    private readonly List<(int Local, int Before, long Serial)> _log = [];
    private readonly List<OpenConstruct> _open = [];
    private readonly List<FlowScope> _scopes = [];
    private readonly List<Piece> _pieces = [];
    private long _serial;
    private long _workOnExits;
    private int _time;
    private bool _dead;
    private int _deadDepth;

    public AssignmentFlow(int locals, LocalSet rootOwn, List<FlowEvent> events, bool isExact)
    {
        _locals = locals;
        _rootOwn = rootOwn;
        _events = events;
        _isExact = isExact;
        _assignedAt = new int[locals];
        Array.Fill(_assignedAt, -1);
        _open.Add(new OpenConstruct(ConstructKind.Block, 0, null));
    }

    public void StartPiece(Piece piece)
    {
        _pieces.Add(piece);
        if (_isExact)
        {
            var scope = new FlowScope(++_time, piece.Depth, _locals, piece);
            _scopes.Add(scope);
            Add(FlowKind.StartPiece, scope: scope);
        }
    }

    public void EndPiece()
    {
        var piece = _pieces[^1];
        _pieces.RemoveAt(_pieces.Count - 1);
        if (!_isExact)
        {
            return;
        }

        var scope = _scopes[^1];
        if (!_dead)
        {
            Exit(scope);
        }

        _scopes.RemoveAt(_scopes.Count - 1);
        piece.In.UnionWith(scope.Exposed);
        Add(FlowKind.EndPiece, scope: scope);
    }

    public void Instruction(in Instruction instruction)
    {
        if (_dead && Skips(instruction.Opcode))
        {
            return;
        }

        switch (instruction.Opcode)
        {
            case Opcode.LocalGet:
                Get((int)instruction.Index);
                break;
            case Opcode.LocalSet or Opcode.LocalTee:
                Set((int)instruction.Index);
                break;
            case Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable:
                Enter(in instruction);
                break;
            case Opcode.Else:
                Undo(_open[^1].Start);
                _dead = false;
                Add(FlowKind.Else);
                break;
            case Opcode.End:
                End();
                break;
            case Opcode.Br or Opcode.BrTable:
                Leave(Numbers(in instruction));
                break;
            case Opcode.BrIf or Opcode.BrOnNull or Opcode.BrOnNonNull or Opcode.BrOnCast or Opcode.BrOnCastFail:
                var targets = Numbers(in instruction);
                BranchTo(targets);
                Add(FlowKind.Branch, targets: targets);
                break;
            case Opcode.Return or Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef:
                Leave([0]);
                break;
            case Opcode.Unreachable or Opcode.Throw or Opcode.ThrowRef:
                Leave(NoTargets);
                break;
        }
    }

    private bool Skips(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable:
                _deadDepth++;
                return true;
            case Opcode.Else:
                return _deadDepth > 0;
            case Opcode.End:
                return _deadDepth > 0 && _deadDepth-- > 0;
            default:
                return true;
        }
    }

    private void Get(int local)
    {
        Name(local);
        for (var i = _scopes.Count - 1; i >= 0 && _assignedAt[local] < _scopes[i].Start; i--)
        {
            _scopes[i].Exposed.Add(local);
        }

        Add(FlowKind.Get, local);
    }

    private void Set(int local)
    {
        Name(local);
        _log.Add((local, _assignedAt[local], ++_serial));
        _assignedAt[local] = ++_time;
        foreach (var scope in _scopes)
        {
            scope.Written?.Add(local);
        }

        Add(FlowKind.Set, local);
    }

    private void Name(int local)
    {
        (_pieces.Count == 0 ? _rootOwn : _pieces[^1].Own).Add(local);
        if (_isExact)
        {
            return;
        }

        foreach (var piece in _pieces)
        {
            piece.In.Add(local);
            piece.Out.Add(local);
        }
    }

    private void Enter(in Instruction instruction)
    {
        var kind = instruction.Opcode switch
        {
            Opcode.Loop => ConstructKind.Loop,
            Opcode.If => ConstructKind.If,
            Opcode.TryTable => ConstructKind.Try,
            _ => ConstructKind.Block,
        };
        var targets = NoTargets;
        if (kind == ConstructKind.Try)
        {
            var labels = _open.Count;
            targets = Array.ConvertAll(instruction.Catches!, clause => labels - 1 - (int)clause.Label);
            BranchTo(targets);
        }

        FlowScope? scope = null;
        if (kind == ConstructKind.Loop && _isExact)
        {
            scope = new FlowScope(++_time, _open.Count, _locals, null);
            _scopes.Add(scope);
        }

        _open.Add(new OpenConstruct(kind, _serial, scope) { Targets = targets });
        Add(FlowKind.Enter, construct: kind, targets: targets, scope: scope);
    }

    private void End()
    {
        var ended = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (ended.Scope is not null)
        {
            _scopes.RemoveAt(_scopes.Count - 1);
        }

        Undo(ended.Kind == ConstructKind.If ? Math.Min(ended.Keep, ended.Start) : ended.Keep);
        _dead = false;
        if (_open.Count > 0)
        {
            Add(FlowKind.End, construct: ended.Kind, targets: ended.Targets, scope: ended.Scope);
        }
    }

    private int[] Numbers(in Instruction instruction)
    {
        var labels = _open.Count;
        return instruction.Targets is { } table
            ? [.. table.Distinct().Select(target => labels - 1 - (int)target)]
            : [labels - 1 - (int)instruction.Index];
    }

    private void Leave(int[] targets)
    {
        BranchTo(targets);
        Add(FlowKind.Leave, targets: targets);
        _dead = true;
    }

    private void BranchTo(int[] targets)
    {
        foreach (var target in targets)
        {
            if (_open[target].Kind != ConstructKind.Loop)
            {
                _open[target].Keep = Math.Min(_open[target].Keep, _serial);
            }
        }

        foreach (var scope in _scopes)
        {
            var leaves = false;
            foreach (var target in targets)
            {
                if (target < scope.Depth)
                {
                    scope.Exits.Add(target);
                    leaves = true;
                }
            }

            if (leaves && scope.Piece is not null)
            {
                Exit(scope);
            }
        }
    }

    /// <summary>Keeps those locals that are surely assigned on this way out as well.</summary>
    private void Exit(FlowScope scope)
    {
        var known = scope.Definite;
        if (_workOnExits > MaxWorkOnExits)
        {
            scope.Definite = new LocalSet(_locals);
            return;
        }

        var definite = new LocalSet(_locals);
        foreach (var local in (known ?? scope.Written!).Members())
        {
            _workOnExits++;
            if (_assignedAt[local] >= scope.Start)
            {
                definite.Add(local);
            }
        }

        _workOnExits += _locals / BitsInWord;
        scope.Definite = definite;
    }

    private const int BitsInWord = 64;

    private void Undo(long keep)
    {
        while (_log.Count > 0 && _log[^1].Serial > keep)
        {
            _assignedAt[_log[^1].Local] = _log[^1].Before;
            _log.RemoveAt(_log.Count - 1);
        }
    }

    private void Add(FlowKind kind, int local = 0, ConstructKind construct = default, int[]? targets = null, FlowScope? scope = null)
    {
        if (_isExact)
        {
            _events.Add(new FlowEvent(kind, local, construct, targets ?? NoTargets, scope));
        }
    }

    /// <param name="start">Last assignment before it.</param>
    private sealed class OpenConstruct(ConstructKind kind, long start, FlowScope? scope)
    {
        public ConstructKind Kind => kind;

        public long Start => start;

        public FlowScope? Scope => scope;

        public int[] Targets { get; init; } = NoTargets;

        /// <summary>Last assignment that counts after its end.</summary>
        public long Keep { get; set; } = long.MaxValue;
    }
}
