namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>The pass against the order of the code: which locals may still be read. Settles what each piece takes and gives.</summary>
internal sealed class LiveFlow
{
    private readonly int _locals;
    private readonly LocalSet _live;
    private readonly List<OpenConstruct> _open = [];
    private readonly Stack<LocalSet> _spare = [];
    private LocalSet? _pinned;

    private LiveFlow(int locals)
    {
        _locals = locals;
        _live = new LocalSet(locals);
        _open.Add(new OpenConstruct(ConstructKind.Block, new LocalSet(locals), null));
    }

    public static void Run(int locals, List<FlowEvent> events)
    {
        var flow = new LiveFlow(locals);
        for (var i = events.Count - 1; i >= 0; i--)
        {
            flow.Follow(events[i]);
        }
    }

    private void Follow(in FlowEvent step)
    {
        switch (step.Kind)
        {
            case FlowKind.Get:
                _live.Add(step.Local);
                break;
            case FlowKind.Set when _pinned is null || !_pinned.Contains(step.Local):
                _live.Remove(step.Local);
                break;
            case FlowKind.End:
                Open(step);
                break;
            case FlowKind.Else:
                _open[^1].ElseLive = Copy(_live);
                _live.Assign(_open[^1].LabelLive);
                break;
            case FlowKind.Enter:
                Close();
                break;
            case FlowKind.Branch:
                AddTargets(_live, step.Targets);
                break;
            case FlowKind.Leave:
                _live.Clear();
                AddTargets(_live, step.Targets);
                break;
            case FlowKind.EndPiece:
                EndPiece(step.Scope!);
                break;
        }

        if (_pinned is not null)
        {
            _live.UnionWith(_pinned);
        }
    }

    /// <summary>At a construct's end, where its code is entered from behind.</summary>
    private void Open(in FlowEvent step)
    {
        var label = Copy(_live);
        if (step.Construct == ConstructKind.Loop)
        {
            label.UnionWith(step.Scope!.Exposed);
            AddTargets(label, step.Scope.Exits);
        }

        _open.Add(new OpenConstruct(step.Construct, label, _pinned));
        if (step.Construct == ConstructKind.Try && step.Targets.Length > 0)
        {
            // What a handler may read must be kept through the whole block.
            var pinned = _pinned?.Copy() ?? new LocalSet(_locals);
            AddTargets(pinned, step.Targets);
            _pinned = pinned;
        }
    }

    private void Close()
    {
        var closed = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _pinned = closed.OuterPinned;
        if (closed.Kind == ConstructKind.If)
        {
            _live.UnionWith(closed.ElseLive ?? closed.LabelLive);
        }

        _spare.Push(closed.LabelLive);
        if (closed.ElseLive is not null)
        {
            _spare.Push(closed.ElseLive);
        }
    }

    private void AddTargets(LocalSet set, IEnumerable<int> targets)
    {
        foreach (var target in targets)
        {
            set.UnionWith(_open[target].LabelLive);
        }
    }

    private void EndPiece(FlowScope scope)
    {
        var piece = scope.Piece!;
        piece.Out.Assign(_live);
        AddTargets(piece.Out, scope.Exits);
        piece.Out.IntersectWith(scope.Written!);
        var carried = piece.Out.Copy();
        if (scope.Definite is not null)
        {
            carried.ExceptWith(scope.Definite);
        }

        piece.In.UnionWith(carried);
    }

    private LocalSet Copy(LocalSet set)
    {
        if (!_spare.TryPop(out var copy))
        {
            return set.Copy();
        }

        copy.Assign(set);
        return copy;
    }

    private sealed class OpenConstruct(ConstructKind kind, LocalSet labelLive, LocalSet? outerPinned)
    {
        public ConstructKind Kind => kind;

        public LocalSet LabelLive => labelLive;

        public LocalSet? OuterPinned => outerPinned;

        public LocalSet? ElseLive { get; set; }
    }
}
