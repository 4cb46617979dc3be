using Ludos.Modules;
using Ludos.Runtime.Graph;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Graph;

public sealed class TickGraphTests
{
    private static UnitDescriptor Unit(string name, string reads = "", string writes = "", string previous = "") =>
        NativeModule.Descriptor("m", name, Split(reads), Split(writes), Split(previous));

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Order(params UnitDescriptor[] units)
    {
        var plan = TickGraph.Build(units).Value;
        return string.Join(" ", plan.Order.Select((unit, position) => units[unit].Name + (plan.Latches[position] ? "*" : "")));
    }

    [Fact]
    public void A_reader_runs_after_the_writer() => Assert.Equal("b a", Order(Unit("a", reads: "x"), Unit("b", writes: "x")));

    [Fact]
    public void A_chain_is_followed_to_its_end() =>
        Assert.Equal("c b a", Order(Unit("a", reads: "y"), Unit("b", reads: "x", writes: "y"), Unit("c", writes: "x")));

    [Fact]
    public void Ties_fall_by_name_whatever_the_order_of_loading()
    {
        var first = Order(Unit("b"), Unit("c"), Unit("a"));
        var second = Order(Unit("c"), Unit("a"), Unit("b"));
        Assert.Equal("a b c", first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Who_reads_the_previous_tick_runs_before_the_writer() =>
        Assert.Equal("z a", Order(Unit("a", writes: "x"), Unit("z", previous: "x")));

    [Fact]
    public void Who_must_run_after_a_writer_of_what_it_reads_as_previous_is_latched() =>
        Assert.Equal("a z*", Order(Unit("a", writes: "x y"), Unit("z", reads: "y", previous: "x")));

    [Fact]
    public void Writers_of_one_region_run_in_declared_order_and_readers_after_all() =>
        Assert.Equal("b a r", Order(Unit("b", writes: "x"), Unit("a", reads: "x", writes: "x"), Unit("r", reads: "x")));

    [Fact]
    public void A_cycle_is_refused_with_its_steps_and_the_mend()
    {
        var fault = TickGraph.Build([Unit("a", reads: "y", writes: "x"), Unit("b", reads: "x", writes: "y"), Unit("c", reads: "x")]).Fault;
        Assert.NotNull(fault);
        Assert.Equal(GameErrorCode.TickCycle, fault.Code);
        Assert.Contains("m/b reads 'x' that m/a writes", fault.Message, StringComparison.Ordinal);
        Assert.Contains("m/a reads 'y' that m/b writes", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("m/c", fault.Message, StringComparison.Ordinal);
        Assert.Contains("readsPrevious", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_the_previous_tick_breaks_a_cycle() =>
        Assert.Equal("a b", Order(Unit("a", previous: "y", writes: "x"), Unit("b", reads: "x", writes: "y")));
}
