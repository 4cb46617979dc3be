using System.Reflection.Emit;
using Ludos.Wasm.Compilation.Emission;

namespace Ludos.Wasm.Compilation;

/// <summary>Protected blocks. They are opened and closed like <c>System.Reflection.Emit.ILGenerator</c>'s, and leave to the end of the whole by themselves.</summary>
internal sealed partial class ILWriter
{
    private readonly Stack<OpenBlock> _protected = [];

    /// <summary>Opens a try block; returns the label of what follows its handlers.</summary>
    public Label BeginExceptionBlock()
    {
        var end = DefineLabel();
        _protected.Push(new OpenBlock(end, body.Length));
        return end;
    }

    /// <summary>Ends the try block or the handler before it. The exception is on the stack.</summary>
    public void BeginCatchBlock(Type caught)
    {
        var open = CloseStretch();
        open.Begin(HandlerKind.Catch, body.Length, 0, caught);
        body.SetHeight(1);
        StartBlock();
    }

    /// <summary>A filter: the exception is on the stack; leave 1 there to catch it, 0 to let it pass. Its handler follows.</summary>
    public void BeginExceptFilterBlock()
    {
        CloseStretch().FilterStart = body.Length;
        body.SetHeight(1);
        StartBlock();
    }

    /// <summary>The handler of the filter before it. The exception is on the stack.</summary>
    public void BeginFilteredBlock()
    {
        Emit(OpCodes.Endfilter);
        var open = _protected.Peek();
        open.Begin(HandlerKind.Filter, body.Length, open.FilterStart, null);
        body.SetHeight(1);
        StartBlock();
    }

    public void BeginFinallyBlock()
    {
        CloseStretch().Begin(HandlerKind.Finally, body.Length, 0, null);
        body.SetHeight(0);
        StartBlock();
    }

    public void EndExceptionBlock()
    {
        var open = CloseStretch();
        _protected.Pop();
        MarkLabel(open.End);
    }

    private OpenBlock CloseStretch()
    {
        var open = _protected.Peek();
        if (open.Handler is HandlerKind.Finally)
        {
            Emit(OpCodes.Endfinally);
        }
        else
        {
            Emit(OpCodes.Leave, open.End);
        }

        open.Close(body);
        return open;
    }

    private void StartBlock()
    {
        _blocks++;
        _atBlockStart = true;
    }

    private sealed class OpenBlock(Label end, int start)
    {
        private int _tryEnd;
        private int _handlerStart;
        private int _filter;
        private Type? _caught;

        public Label End => end;

        public HandlerKind? Handler { get; private set; }

        public int FilterStart { get; set; }

        public void Begin(HandlerKind kind, int at, int filter, Type? caught) => (Handler, _handlerStart, _filter, _caught) = (kind, at, filter, caught);

        /// <summary>Ends the try block, or writes down the handler that ends here.</summary>
        public void Close(ILBody body)
        {
            if (Handler is { } kind)
            {
                body.Regions.Add(new ExceptionRegion(kind, start, _tryEnd, _handlerStart, body.Length, _filter, _caught));
            }
            else
            {
                _tryEnd = body.Length;
            }
        }
    }
}
