namespace Ludos.Wasm.Tests.Escape;

/// <summary>What becomes of one attempt.</summary>
/// <param name="Trap">What running it ends with; null: it is refused before it runs; <see cref="TrapKind.None"/>: it runs, within its own memory.</param>
internal sealed record EscapeAttempt(string Name, string Module, TrapKind? Trap);

/// <summary>
/// Ways out of the sandbox that code without any import could try: by address, by reference, by type, by control flow, by exhaustion. Each module has a function "f" without
/// parameters. Memory, where it has one, is of one page and stands between two others.
/// </summary>
internal static class EscapeAttempts
{
    private const string Memory = "(memory 1 1)";
    private const string Table = "(table 4 4 funcref) (type $v (func)) (type $i (func (param i32) (result i32))) (func $g (type $i) (local.get 0)) (elem (i32.const 0) $g)";
    private const string Objects = "(type $a (array (mut i8))) (type $s (struct (field (mut i32)))) (type $w (struct (field (mut i64)) (field (mut i64))))";

    public static IReadOnlyList<EscapeAttempt> All { get; } = [.. Addresses(), .. Bulk(), .. References(), .. Types(), .. Control(), .. Exhaustion(), .. Objections(), .. Refused()];

    private static IEnumerable<EscapeAttempt> Addresses()
    {
        (string Op, string Value)[] accesses =
        [
            ("i32.load", ""), ("i64.load", ""), ("f64.load", ""), ("i32.load8_u", ""), ("i64.load16_s", ""), ("v128.load", ""), ("v128.load32_zero", ""), ("v128.load8x8_s", ""),
            ("i32.store", "(i32.const -1)"), ("i64.store", "(i64.const -1)"), ("f32.store", "(f32.const 1)"), ("i64.store8", "(i64.const -1)"), ("i32.store16", "(i32.const -1)"), ("v128.store", "(v128.const i64x2 -1 -1)"),
        ];
        string[] places = ["(i32.const 65536)", "(i32.const -1)", "(i32.const -65536)", "(i32.const 0x7fffffff)", "(i32.const 0x80000000)", "(i32.add (i32.const 65530) (i32.const 7))"];
        foreach (var (op, value) in accesses)
        {
            foreach (var place in places)
            {
                yield return Memories($"{op} at {place}", $"({op} {place} {value})", value.Length == 0);
            }

            yield return Memories($"{op} at 65535 with offset 0xffffffff", $"({op} offset=0xffffffff (i32.const 65535) {value})", value.Length == 0);
            yield return Memories($"{op} at -1 with offset 1", $"({op} offset=1 (i32.const -1) {value})", value.Length == 0);
        }

        yield return new("an address of 64 bits", "(module (memory i64 1 1) (func (export \"f\") (i64.store (i64.const -8) (i64.const -1))))", TrapKind.MemoryOutOfBounds);
        yield return new("an address and an offset of 64 bits whose sum wraps", "(module (memory i64 1 1) (func (export \"f\") (i64.store offset=0xfffffffffffffff8 (i64.const 16) (i64.const -1))))", TrapKind.MemoryOutOfBounds);
        yield return new("an atomic write", "(module (memory 1 1 shared) (func (export \"f\") (drop (i32.atomic.rmw.xchg (i32.const 65536) (i32.const -1)))))", TrapKind.MemoryOutOfBounds);
        yield return new("the second memory through the first", "(module (memory 1 1) (memory 1 1) (func (export \"f\") (i32.store 0 (i32.const 65536) (i32.const -1))))", TrapKind.MemoryOutOfBounds);
    }

    private static IEnumerable<EscapeAttempt> Bulk()
    {
        yield return Memories("a fill that ends one byte outside", "(memory.fill (i32.const 1) (i32.const 255) (i32.const 65536))");
        yield return Memories("a fill of all there is", "(memory.fill (i32.const 0) (i32.const 255) (i32.const -1))");
        yield return Memories("a copy to outside", "(memory.copy (i32.const 65535) (i32.const 0) (i32.const 2))");
        yield return Memories("a copy from outside", "(memory.copy (i32.const 0) (i32.const -1) (i32.const 16))");
        yield return new("a segment beyond its end", $"(module {Memory} (data \"ab\") (func (export \"f\") (memory.init 0 (i32.const 0) (i32.const 1) (i32.const 2))))", TrapKind.MemoryOutOfBounds);
        yield return new("a dropped segment", $"(module {Memory} (data \"ab\") (func (export \"f\") (data.drop 0) (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 1))))", TrapKind.MemoryOutOfBounds);
        yield return new("a table written outside", $"(module {Table} (func (export \"f\") (table.set (i32.const 4) (ref.func $g))))", TrapKind.TableOutOfBounds);
        yield return new("a table filled outside", $"(module {Table} (func (export \"f\") (table.fill (i32.const 1) (ref.func $g) (i32.const 4))))", TrapKind.TableOutOfBounds);
        yield return new("a table copied from outside", $"(module {Table} (func (export \"f\") (table.copy (i32.const 0) (i32.const 3) (i32.const 2))))", TrapKind.TableOutOfBounds);
    }

    private static IEnumerable<EscapeAttempt> References()
    {
        yield return new("an index outside of the table", $"(module {Table} (func (export \"f\") (call_indirect (type $v) (i32.const 4))))", TrapKind.TableOutOfBounds);
        yield return new("a negative index", $"(module {Table} (func (export \"f\") (call_indirect (type $v) (i32.const -1))))", TrapKind.TableOutOfBounds);
        yield return new("an empty element", $"(module {Table} (func (export \"f\") (call_indirect (type $v) (i32.const 2))))", TrapKind.UninitializedElement);
        yield return new("a function as one of another type", $"(module {Table} (func (export \"f\") (call_indirect (type $v) (i32.const 0))))", TrapKind.IndirectCallTypeMismatch);
        yield return new("a tail call of another type", $"(module {Table} (func (export \"f\") (return_call_indirect (type $v) (i32.const 0))))", TrapKind.IndirectCallTypeMismatch);
        yield return new("no function at all", "(module (type $v (func)) (func (export \"f\") (call_ref $v (ref.null $v))))", TrapKind.NullReference);
    }

    private static IEnumerable<EscapeAttempt> Types()
    {
        yield return new("a narrow object as a wide one", $"(module {Objects} (func (export \"f\") (drop (struct.get $w 1 (ref.cast (ref $w) (struct.new $s (i32.const 1)))))))", TrapKind.CastFailure);
        yield return new("an array as an object", $"(module {Objects} (func (export \"f\") (drop (struct.get $s 0 (ref.cast (ref $s) (array.new_default $a (i32.const 8)))))))", TrapKind.CastFailure);
        yield return new("a number as an object", $"(module {Objects} (func (export \"f\") (drop (struct.get $s 0 (ref.cast (ref $s) (ref.i31 (i32.const 0x1234)))))))", TrapKind.CastFailure);
        yield return new("an element outside of an array", $"(module {Objects} (func (export \"f\") (array.set $a (array.new_default $a (i32.const 8)) (i32.const 8) (i32.const 1))))", TrapKind.ArrayOutOfBounds);
        yield return new("an array filled outside", $"(module {Objects} (func (export \"f\") (array.fill $a (array.new_default $a (i32.const 8)) (i32.const 1) (i32.const 1) (i32.const 8))))", TrapKind.ArrayOutOfBounds);
        yield return new("a field of nothing", $"(module {Objects} (func (export \"f\") (drop (struct.get $s 0 (ref.null $s)))))", TrapKind.NullReference);
    }

    private static IEnumerable<EscapeAttempt> Control()
    {
        yield return new("a branch far outside of its table", "(module (func (export \"f\") (block (br_table 0 0 (i32.const -1))) unreachable))", TrapKind.Unreachable);
        yield return new("a division that the processor refuses", "(module (func (export \"f\") (drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))))", TrapKind.IntegerOverflow);
        yield return new("a remainder that the processor refuses", "(module (func (export \"f\") (drop (i64.rem_s (i64.const 0x8000000000000000) (i64.const -1)))))", TrapKind.None);
    }

    private static IEnumerable<EscapeAttempt> Exhaustion()
    {
        yield return new("recursion without end", "(module (func $r (export \"f\") (call $r)))", TrapKind.StackExhausted);
        yield return new("recursion with much on the stack", $"(module (func $r (export \"f\") (local {string.Join(' ', Enumerable.Repeat("v128", 500))}) (call $r) (local.set 0 (local.get 499))))", TrapKind.StackExhausted);
        yield return new("a loop without end", "(module (func (export \"f\") (loop (br 0))))", TrapKind.OutOfFuel);
        yield return new("tail calls without end", "(module (func $t (export \"f\") (return_call $t)))", TrapKind.OutOfFuel);
        yield return new("fills without end", $"(module {Memory} (func (export \"f\") (loop (memory.fill (i32.const 0) (i32.const 1) (i32.const 65536)) (br 0))))", TrapKind.OutOfFuel);
        yield return new("throwing and catching without end", "(module (tag $e) (func (export \"f\") (loop $l (block $h (try_table (catch $e $h) (throw $e))) (br $l))))", TrapKind.OutOfFuel);
        yield return new("memory without end", "(module (memory 1) (func (export \"f\") (loop (br_if 0 (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))))", TrapKind.None);
        yield return new("a table without end", "(module (table 1 funcref) (func (export \"f\") (loop (br_if 0 (i32.ne (table.grow (ref.null func) (i32.const 1000)) (i32.const -1))))))", TrapKind.None);
    }

    private static IEnumerable<EscapeAttempt> Objections()
    {
        yield return new("a catch-all around a trap", $"(module {Memory} (func (export \"f\") (block $h (try_table (catch_all $h) (i32.store (i32.const -4) (i32.const -1))))))", TrapKind.MemoryOutOfBounds);
        yield return new("a catch-all around the end of fuel", "(module (func (export \"f\") (loop $l (block $h (try_table (catch_all $h) (loop (br 0)))) (br $l))))", TrapKind.OutOfFuel);
        yield return new("a catch-all around a full stack", "(module (func $r (export \"f\") (block $h (try_table (catch_all $h) (call $r)))))", TrapKind.StackExhausted);
    }

    private static IEnumerable<EscapeAttempt> Refused()
    {
        yield return new("a number called as a function", "(module (func (export \"f\") (call_ref 0 (i32.const 64))))", null);
        yield return new("a number as a reference", "(module (table 1 externref) (func (export \"f\") (table.set (i32.const 0) (i32.const 64))))", null);
        yield return new("a local that was never written", "(module (type $v (func)) (func (export \"f\") (local (ref $v)) (call_ref $v (local.get 0))))", null);
        yield return new("a write to what is constant", "(module (global i32 (i32.const 1)) (func (export \"f\") (global.set 0 (i32.const 2))))", null);
        yield return new("another function's locals", "(module (func (export \"f\") (local i32) (drop (local.get 7))))", null);
        yield return new("a branch out of the function", "(module (func (export \"f\") (br 5)))", null);
        yield return new("a supertype's field of its subtype", "(module (type $a (sub (struct (field i32)))) (type $b (sub $a (struct (field i32) (field i64)))) (func (export \"f\") (drop (struct.get $b 1 (struct.new $a (i32.const 1))))))", null);
        yield return new("a reference to a function that was not declared", "(module (func $g) (func (export \"f\") (drop (ref.func $g))))", null);
        yield return new("something of the host's", "(module (import \"env\" \"system\" (func)) (func (export \"f\") (call 0)))", null);
        yield return new("a memory of the host's", "(module (import \"env\" \"memory\" (memory 1)) (func (export \"f\")))", null);
        yield return new("data placed outside", $"(module {Memory} (data (i32.const 65535) \"ab\") (func (export \"f\")))", null);
    }

    private static EscapeAttempt Memories(string name, string body, bool hasValue = false) =>
        new(name, $"(module {Memory} (func (export \"f\") {(hasValue ? $"(drop {body})" : body)}))", TrapKind.MemoryOutOfBounds);
}
