using System.Buffers.Binary;

namespace Ludos.Platform.Faults;

/// <summary>
/// The signal handler, in machine code: x64, System V calling convention. Managed code may not run inside a signal, and there is no native part to this project.
/// It uses no stack and only registers that a callee may change, then jumps to the handler that was there before with its arguments as they came.
/// </summary>
/// <remarks>
/// <code>
/// handler(signal rdi, information rsi, context rdx):
///     if information.code &lt;= 0: goto previous                     ; sent by a process
///     if no watched range holds information.address: goto previous
///     if a range of code from files holds context.rip: goto previous ; native code, and managed code made ahead of time
///     record = the one of this thread, or a free one, or one by the thread's hash
///     record = (thread, information.address, context.rip)
///     information.address = 16                                     ; on the null page
/// previous:
///     jump previous
/// </code>
/// </remarks>
internal sealed class FaultStub
{
    // An address on the page that no process maps; .NET takes a fault there for a null reference.
    private const byte NullPageAddress = 16;

    // Second bytes of 0F cc rel32.
    private const byte JumpBelow = 0x82;
    private const byte JumpEqual = 0x84;
    private const byte JumpNotEqual = 0x85;
    private const byte JumpLessOrEqual = 0x8E;

    private readonly List<byte> _code = [];
    private readonly Dictionary<string, int> _labels = [];
    private readonly List<(int At, string Label)> _jumps = [];

    /// <summary>The stub's bytes, for tables at this address.</summary>
    public static unsafe byte[] Assemble(FaultTables tables)
    {
        var stub = new FaultStub();
        stub.Emit(0xF3, 0x0F, 0x1E, 0xFA); // endbr64
        stub.Emit(0x49, 0xBB); // mov r11, tables
        stub.Wide((ulong)tables.Address);
        stub.Emit(0x48, 0x8B, 0x46, 0x10); // mov rax, [rsi + 16]: the address
        stub.Emit(0x83, 0x7E, 0x08, 0x00); // cmp dword [rsi + 8], 0: the code
        stub.Jump(JumpLessOrEqual, "previous");
        stub.FindRange("watched", FaultTables.WatchedOffset, FaultTables.WatchedCountOffset, [0x49, 0x3B, 0x00], [0x49, 0x3B, 0x40, 0x08]); // cmp rax, [r8]; cmp rax, [r8 + 8]
        stub.Jump("previous");
        stub.Label("watched");
        stub.Emit(0x4C, 0x8B, 0x8A, 0xA8, 0x00, 0x00, 0x00); // mov r9, [rdx + 168]: rip
        stub.FindRange("previous", FaultTables.FileCodeOffset, FaultTables.FileCodeCountOffset, [0x4D, 0x3B, 0x08], [0x4D, 0x3B, 0x48, 0x08]); // cmp r9, [r8]; cmp r9, [r8 + 8]
        stub.FindRecord();
        stub.Label("record");
        stub.Emit(0x48, 0x8B, 0x46, 0x10); // mov rax, [rsi + 16]
        stub.Emit(0x49, 0x89, 0x40, 0x08); // mov [r8 + 8], rax
        stub.Emit(0x4D, 0x89, 0x48, 0x10); // mov [r8 + 16], r9
        stub.Emit(0x48, 0xC7, 0x46, 0x10, NullPageAddress, 0x00, 0x00, 0x00); // mov qword [rsi + 16], 16
        stub.Label("previous");
        stub.Emit(0x41, 0xFF, 0x23); // jmp [r11]
        return stub.Finish();
    }

    /// <summary>Goes to <paramref name="found"/>, with r8 at the entry, when a range of the table holds what is compared; falls through when none does.</summary>
    private void FindRange(string found, int tableOffset, int countOffset, byte[] compareStart, byte[] compareEnd)
    {
        string next = $"next {tableOffset}", skip = $"skip {tableOffset}", none = $"none {tableOffset}";
        Emit(0x4D, 0x8D, 0x83); // lea r8, [r11 + table]
        Narrow(tableOffset);
        Emit(0x49, 0x8B, 0x4B, (byte)countOffset); // mov rcx, [r11 + count]
        Label(next);
        Emit(0x48, 0x85, 0xC9); // test rcx, rcx
        Jump(JumpEqual, none);
        Emit(compareStart);
        Jump(JumpBelow, skip);
        Emit(compareEnd);
        Jump(JumpBelow, found);
        Label(skip);
        Emit(0x49, 0x83, 0xC0, 0x10); // add r8, 16
        Emit(0x48, 0xFF, 0xC9); // dec rcx
        Jump(next);
        Label(none);
    }

    /// <summary>Leaves r8 at the thread's record.</summary>
    private void FindRecord()
    {
        Emit(0x64, 0x4C, 0x8B, 0x14, 0x25, 0x00, 0x00, 0x00, 0x00); // mov r10, fs:[0]: the thread, as pthread_self says it
        EachRecord("own", [0x4D, 0x39, 0x10]); // cmp [r8], r10
        EachRecord("free", [0x31, 0xC0, 0xF0, 0x4D, 0x0F, 0xB1, 0x10]); // xor eax, eax; lock cmpxchg [r8], r10
        Emit(0x4D, 0x89, 0xD0); // mov r8, r10
        Emit(0x49, 0xC1, 0xE8, 0x0C); // shr r8, 12
        Emit(0x41, 0x81, 0xE0); // and r8d, records - 1
        Narrow(FaultTables.MaxRecords - 1);
        Emit(0x49, 0xC1, 0xE0, 0x05); // shl r8, 5
        Emit(0x4F, 0x8D, 0x84, 0x03); // lea r8, [r11 + r8 + records]
        Narrow(FaultTables.RecordsOffset);
        Emit(0x4D, 0x89, 0x10); // mov [r8], r10
    }

    private void EachRecord(string name, byte[] tryOne)
    {
        Emit(0x4D, 0x8D, 0x83); // lea r8, [r11 + records]
        Narrow(FaultTables.RecordsOffset);
        Emit(0xB9); // mov ecx, count
        Narrow(FaultTables.MaxRecords);
        Label(name);
        Emit(tryOne);
        Jump(JumpEqual, "record");
        Emit(0x49, 0x83, 0xC0, FaultTables.RecordBytes); // add r8, 32
        Emit(0xFF, 0xC9); // dec ecx
        Jump(JumpNotEqual, name);
    }

    private void Emit(params ReadOnlySpan<byte> bytes) => _code.AddRange(bytes);

    private void Narrow(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }

    private void Wide(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }

    private void Label(string name) => _labels[name] = _code.Count;

    private void Jump(byte condition, string label)
    {
        Emit(0x0F, condition);
        Target(label);
    }

    private void Jump(string label)
    {
        Emit(0xE9);
        Target(label);
    }

    private void Target(string label)
    {
        _jumps.Add((_code.Count, label));
        Narrow(0);
    }

    private byte[] Finish()
    {
        byte[] bytes = [.. _code];
        foreach (var (at, label) in _jumps)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), _labels[label] - (at + sizeof(int)));
        }

        return bytes;
    }
}
