namespace Ludos.Distribution;

/// <summary>A version that was chosen, and what its publisher's index says of it.</summary>
internal sealed record WantedModule(string Id, string Publisher, IndexedVersion Entry)
{
    /// <summary>For messages.</summary>
    public string Name => $"{Id} {Entry.Version}";
}
