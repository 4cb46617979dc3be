namespace Ludos.State;

/// <summary>How many may produce at once.</summary>
public enum RingKind
{
    SingleProducer = 1,
    ManyProducers = 2,
}
