using Ludos.Base;

namespace Ludos.Trust;

/// <summary>One search for one target through delegations: pre-order, depth first, each role once, a bounded number of them.</summary>
/// <param name="maxRoles">Delegated roles that may be visited.</param>
/// <param name="load">A role's metadata as this delegator trusts it.</param>
internal sealed class TargetSearch(string path, int maxRoles, Func<TargetsMetadata, DelegatedRole, ValueTask<Result<TargetsMetadata, TufErrorCode>>> load)
{
    public async ValueTask<Result<(TargetFile File, string Role), TufErrorCode>> Run(TargetsMetadata top)
    {
        if (top.Targets.TryGetValue(path, out var file))
        {
            return (file, TufRoles.Targets);
        }

        var toVisit = new Stack<(TargetsMetadata Delegator, DelegatedRole Role)>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        Push(toVisit, top);
        while (toVisit.TryPop(out var next))
        {
            if (visited.Contains(next.Role.Name))
            {
                continue;
            }

            if (visited.Count == maxRoles)
            {
                return new Fault<TufErrorCode>(TufErrorCode.TooManyRoles, $"The search for {TufNode.Printable(path)} visited {maxRoles} roles without an end.", "The repository delegates in too many steps.");
            }

            _ = visited.Add(next.Role.Name);
            if (!(await load(next.Delegator, next.Role).ConfigureAwait(false)).TryGet(out var metadata, out var fault))
            {
                return fault;
            }

            if (metadata.Targets.TryGetValue(path, out file))
            {
                return (file, next.Role.Name);
            }

            if (next.Role.IsTerminating)
            {
                toVisit.Clear();
            }

            Push(toVisit, metadata);
        }

        return new Fault<TufErrorCode>(TufErrorCode.TargetNotFound, $"No trusted role names the target {TufNode.Printable(path)}.", "Check its name.");
    }

    private void Push(Stack<(TargetsMetadata Delegator, DelegatedRole Role)> toVisit, TargetsMetadata delegator)
    {
        foreach (var role in delegator.Delegations?.For(path).Reverse() ?? [])
        {
            toVisit.Push((delegator, role));
        }
    }
}
