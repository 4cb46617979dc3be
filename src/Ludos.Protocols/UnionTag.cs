namespace Ludos.Protocols;

/// <summary>What generated builders throw for a union's member that is not the active one.</summary>
public static class UnionTag
{
    public static InvalidOperationException Inactive(string member) => new($"{member} is not the active member of its union; make it so with its Init or Set.");
}
