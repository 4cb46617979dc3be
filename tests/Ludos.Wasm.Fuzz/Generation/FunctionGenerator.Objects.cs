using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Structs, arrays, small integers as references, and casts among them.</summary>
internal sealed partial class FunctionGenerator
{
    private const int MostArrayLength = 8;

    private TextType AnyObjectType() => _random.Below(4) switch
    {
        0 => GenTypes.AnyRef,
        1 => GenTypes.EqRef,
        _ => new TextType(TextType.RefNull, _random.Of(_plan.Objects).Type),
    };

    private static TextType Unpacked(TextType storage) => storage.Code is 0x78 or 0x77 ? GenTypes.I32 : storage;

    /// <summary>A reference without an operand.</summary>
    private void NewObject(TextType type)
    {
        if (_random.OneIn(30))
        {
            Emit("ref.null");
            _code.Signed(type.Heap);
            return;
        }

        if (type.Heap < 0 && _random.OneIn(2))
        {
            I32Const(_random.Of(Notable32));
            Emit("ref.i31");
            return;
        }

        var made = type.Heap < 0 ? _random.Of(_plan.Objects) : _plan.Objects.First(candidate => candidate.Type == type.Heap);
        if (made.IsArray)
        {
            I32Const(Rarely() ? _random.Below(MostArrayLength) : MostArrayLength);
        }

        Emit(made.IsArray ? "array.new_default" : "struct.new_default");
        _code.Unsigned(made.Type);
    }

    private void ObjectOperation(TextType type, int depth)
    {
        var made = type.Heap < 0 ? _random.Of(_plan.Objects) : _plan.Objects.First(candidate => candidate.Type == type.Heap);
        switch (_random.Below(5))
        {
            case 0 when type.Heap is -0x12 or -0x13 || Rarely():
                // A cast from above: it traps unless the value is of the type.
                Expression(GenTypes.AnyRef, depth + 1);
                _code.Byte(0xFB).Unsigned(23).Signed(type.Heap);
                break;
            case 1 when type.Heap < 0:
                Expression(GenTypes.I32, depth + 1);
                Emit("ref.i31");
                break;
            case 2 when FieldsOf(type) is { Count: > 0 } holders:
                var (holder, field) = _random.Of(holders);
                Get(holder, field, depth);
                break;
            default:
                Make(made, depth);
                break;
        }
    }

    private void Make(GenObject made, int depth)
    {
        if (!made.IsArray)
        {
            FieldValues(made.Fields, depth);
            Emit("struct.new");
            _code.Unsigned(made.Type);
        }
        else if (_random.OneIn(2))
        {
            FieldValues(made.Fields, depth);
            I32Const(MostArrayLength + _random.Below(3));
            Emit("array.new");
            _code.Unsigned(made.Type);
        }
        else
        {
            const int Length = MostArrayLength;
            for (var element = 0; element < Length; element++)
            {
                Leaf(Unpacked(made.Fields[0]));
            }

            Emit("array.new_fixed");
            _code.Unsigned(made.Type).Unsigned(Length);
        }
    }

    private void FieldValues(TextType[] fields, int depth)
    {
        foreach (var field in fields)
        {
            Expression(Unpacked(field), depth + 2);
        }
    }

    /// <summary>The object to read or write: mostly one that cannot be null; else a variable's, left as it is when that is null.</summary>
    private void Holder(GenObject holder, int depth)
    {
        var type = new TextType(TextType.RefNull, holder.Type);
        if (LocalOf(type) is { } local && !Rarely())
        {
            // (if (result T) (ref.is_null x) (then made anew, and kept) (else x))
            LocalGet(local);
            Emit("ref.is_null");
            type.WriteTo(_code.Byte(If));
            NewObject(type);
            Emit("local.tee");
            _code.Unsigned((ulong)local).Byte(Else);
            LocalGet(local);
            _code.Byte(End);
            return;
        }

        if (Rarely())
        {
            Expression(type, depth + 1);
        }
        else
        {
            NewObject(type);
        }
    }

    private List<(GenObject Holder, int Field)> FieldsOf(TextType type) =>
        [.. from holder in _plan.Objects from field in Enumerable.Range(0, holder.Fields.Length) where Unpacked(holder.Fields[field]) == type select (holder, field)];

    private void Get(GenObject holder, int field, int depth)
    {
        Holder(holder, depth);
        var packed = Unpacked(holder.Fields[field]) != holder.Fields[field] ? _random.OneIn(2) ? "_s" : "_u" : "";
        if (holder.IsArray)
        {
            Index(MostArrayLength, depth);
            Emit($"array.get{packed}");
            _code.Unsigned(holder.Type);
            return;
        }

        Emit($"struct.get{packed}");
        _code.Unsigned(holder.Type).Unsigned((ulong)field);
    }

    /// <summary>A number out of an object: a field, a length, a test.</summary>
    private void FromObject(TextType type, int depth)
    {
        if (_random.OneIn(2) && FieldsOf(type) is { Count: > 0 } holders)
        {
            var (holder, field) = _random.Of(holders);
            Get(holder, field, depth);
            return;
        }

        if (type != GenTypes.I32)
        {
            Constant(type);
            return;
        }

        switch (_random.Below(5))
        {
            case 0:
                Expression(GenTypes.EqRef, depth + 1);
                Expression(GenTypes.EqRef, depth + 1);
                Emit("ref.eq");
                break;
            case 1:
                Expression(AnyObjectType(), depth + 1);
                Emit("ref.is_null");
                break;
            case 2:
                Expression(GenTypes.AnyRef, depth + 1);
                _code.Byte(0xFB).Unsigned(20u + (uint)_random.Below(2)).Signed(_random.OneIn(2) ? GenTypes.I31Ref.Heap : _random.Of(_plan.Objects).Type);
                break;
            case 3:
                Expression(GenTypes.I32, depth + 1);
                Emit("ref.i31");
                _code.Byte(0xFB).Unsigned(23).Signed(GenTypes.I31Ref.Heap);
                Emit(_random.OneIn(2) ? "i31.get_s" : "i31.get_u");
                break;
            default:
                Holder(_plan.Objects.First(candidate => candidate.IsArray), depth);
                Emit("array.len");
                break;
        }
    }

    private void SetObject(int depth)
    {
        var holder = _random.Of(_plan.Objects);
        var type = new TextType(TextType.RefNull, holder.Type);
        Holder(holder, depth);
        if (!holder.IsArray)
        {
            var field = _random.Below(holder.Fields.Length);
            Expression(Unpacked(holder.Fields[field]), depth + 1);
            Emit("struct.set");
            _code.Unsigned(holder.Type).Unsigned((ulong)field);
            return;
        }

        Index(MostArrayLength, depth);
        if (_random.OneIn(3))
        {
            Expression(type, depth + 1);
            Index(MostArrayLength / 2, depth);
            Index(2, depth);
            Emit("array.copy");
            _code.Unsigned(holder.Type).Unsigned(holder.Type);
            return;
        }

        Expression(Unpacked(holder.Fields[0]), depth + 1);
        if (_random.OneIn(3))
        {
            Index(4, depth);
            Emit("array.fill");
        }
        else
        {
            Emit("array.set");
        }

        _code.Unsigned(holder.Type);
    }
}
