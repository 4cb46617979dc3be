namespace Ludos.Games.Tests;

/// <summary>Shoal, run tick by tick without a view, and its regions by their types.</summary>
internal sealed class ShoalGame(params string[] mods) : SteppedGame(Checkout.PathOf("games/shoal"), mods)
{
    public const byte ButtonFeed = 1;
    public const byte ButtonLeft = 16;
    public const byte ButtonRight = 32;

    public ReadOnlySpan<Fish> Fish => Front<Fish>("fish");

    public ReadOnlySpan<FlockStats> Stats => Front<FlockStats>("flockstats");

    public ReadOnlySpan<uint> Palette => Front<uint>("palette");

    public Shark Shark => Front<Shark>("shark")[0];

    public Helm Helm => Front<Helm>("helm")[0];

    public World World => Front<World>("world")[0];
}
