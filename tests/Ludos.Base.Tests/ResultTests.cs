using Ludos.Base;
using Xunit;

namespace Ludos.Base.Tests;

public sealed class ResultTests
{
    private enum Code
    {
        None,
        TooLarge,
    }

    [Fact]
    public void A_value_is_there_and_no_fault()
    {
        Result<string, Code> result = "fish";
        Assert.True(result.IsOk);
        Assert.Null(result.Fault);
        Assert.Equal("fish", result.Value);
        Assert.True(result.TryGet(out var value, out var fault));
        Assert.Equal("fish", value);
        Assert.Null(fault);
    }

    [Fact]
    public void A_fault_stands_in_the_values_place()
    {
        Result<int, Code> result = new Fault<Code>(Code.TooLarge, "The file is 9 bytes long.", "Make it shorter.");
        Assert.False(result.IsOk);
        Assert.Equal(Code.TooLarge, result.Fault.Code);
        Assert.False(result.TryGet(out _, out var fault));
        Assert.Same(result.Fault, fault);
    }

    [Fact]
    public void Asking_for_a_value_that_is_not_there_is_misuse_and_says_the_fault()
    {
        Result<int, Code> result = new Fault<Code>(Code.TooLarge, "The file is 9 bytes long.", "Make it shorter.");
        var thrown = Assert.Throws<InvalidOperationException>(() => result.Value);
        Assert.Equal("The file is 9 bytes long. Make it shorter.", thrown.Message);
    }

    [Fact]
    public void A_fault_without_a_mend_is_its_message() => Assert.Equal("It is so.", new Fault<Code>(Code.None, "It is so.").ToString());

    [Fact]
    public void Faults_are_equal_when_all_parts_are()
    {
        Assert.Equal(new Fault<Code>(Code.TooLarge, "a", "b"), new Fault<Code>(Code.TooLarge, "a", "b"));
        Assert.NotEqual(new Fault<Code>(Code.TooLarge, "a", "b"), new Fault<Code>(Code.None, "a", "b"));
    }
}
