namespace Ludos.State;

/// <summary>In the owner there is nothing to follow: whoever moves a region lays its new segment in this process too.</summary>
internal sealed unsafe class OwnerMaps(ControlView view) : IRegionFollower
{
    public uint* Changes => view.Changes;

    public void Follow()
    {
        // See above.
    }
}
