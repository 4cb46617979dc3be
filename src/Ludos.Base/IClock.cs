namespace Ludos.Base;

/// <summary>Monotonic time. Thread-safe; never goes back; its zero is arbitrary.</summary>
public interface IClock
{
    /// <summary>Nanoseconds since the clock's zero.</summary>
    long NowNs { get; }
}
