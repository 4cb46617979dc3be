using Ludos.Platform.Memory;
using Xunit;

namespace Ludos.Platform.Tests.Memory;

public class SecretMemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(10_000)]
    public void Holds_what_was_put_in_and_begins_as_zeros(int length)
    {
        using var secret = new SecretMemory(length);
        Assert.Equal(length, secret.Span.Length);
        Assert.False(secret.Span.ContainsAnyExcept((byte)0));
        secret.Span.Fill(0xA5);
        Assert.False(secret.Span.ContainsAnyExcept((byte)0xA5));
    }

    [Fact]
    public void Is_gone_when_disposed()
    {
        var secret = new SecretMemory(32);
        secret.Dispose();
        secret.Dispose();
        _ = Assert.Throws<ObjectDisposedException>(() => secret.Span.Length);
    }

    /// <summary>One page is within every system's limit of locked memory.</summary>
    [Fact]
    public void Is_kept_out_of_swap_on_linux()
    {
        using var secret = new SecretMemory(32);
        Assert.Equal(OperatingSystem.IsLinux(), secret.IsLocked);
    }

    [Fact]
    public void A_length_of_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SecretMemory(0));
}
