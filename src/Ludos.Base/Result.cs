using System.Diagnostics.CodeAnalysis;

namespace Ludos.Base;

/// <summary>A value, or the <see cref="Fault{TCode}"/> that stands in its place. Exceptions are left for misuse.</summary>
public readonly struct Result<T, TCode>
    where TCode : struct, Enum
{
    private readonly T? _value;

    private Result(T? value, Fault<TCode>? fault)
    {
        _value = value;
        Fault = fault;
    }

    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsOk => Fault is null;

    public Fault<TCode>? Fault { get; }

    /// <exception cref="InvalidOperationException">The operation failed; the message is the fault's.</exception>
    public T Value => Fault is null ? _value! : throw new InvalidOperationException(Fault.ToString());

    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Fault<TCode>? fault)
    {
        value = _value;
        fault = Fault;
        return Fault is null;
    }

    public static implicit operator Result<T, TCode>(T value) => new(value, null);

    public static implicit operator Result<T, TCode>(Fault<TCode> fault) => new(default, fault);
}
