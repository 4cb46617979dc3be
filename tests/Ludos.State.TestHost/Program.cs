using Ludos.State.TestHost;
using Ludos.State.TestHost.Journals;

// Another process for the tests of Ludos.State: argument 0 names the role, argument 1 the socket, the rest is the role's.
return args switch
{
    ["follow", var socket, var region, var epochs] => Follower.Run(socket, region, ulong.Parse(epochs, System.Globalization.CultureInfo.InvariantCulture)),
    ["pin", var socket, var region] => PinHolder.Run(socket, region),
    ["write", var socket, var region] => HalfWriter.Run(socket, region),
    ["own", var socket] => Owner.Run(socket),
    ["serve", var socket, .. var regions] => Granter.Run(socket, regions),
    ["scribble", var socket, var seed] => Scribbler.Run(socket, ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
    ["journal", var folder, var pace, var stage, var count] => JournalKeeper.Run(folder, pace, stage, count),
    ["add", .. var sizes] => Adder.Run(sizes),
    ["vandal", var socket, var region, var seed] => Ludos.State.TestHost.Hostile.Vandal.Run(socket, region, ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
    ["leave", var socket, var region, var what] => Ludos.State.TestHost.Hostile.Testator.Run(socket, region, writes: what == "half-write"),
    ["peer", var socket, var region] => Bystander.Run(socket, region),
    ["churn", var socket, var region, var seed] => Churner.Run(socket, region, ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
    ["conform"] => Ludos.State.TestHost.Conformance.ScenarioHost.Run(),
    ["heap", var heap, var progress, var seed] => HeapWriter.Run(heap, progress, seed),
    ["ring-claim", var segment] => RingSender.Claim(segment),
    ["transfer-use", var socket] => UserAfterTransfer.Run(socket),
    ["ring-send", var segment] => RingSender.Send(segment),
    ["twin", var socket, var wanted, .. var regions] => TwinTaker.Run(socket, int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture), regions),
    _ => Fail.Because($"unknown role: {string.Join(' ', args)}"),
};
