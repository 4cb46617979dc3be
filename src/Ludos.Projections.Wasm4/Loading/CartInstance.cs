using Ludos.Modules;

namespace Ludos.Projections.Wasm4.Loading;

/// <summary>A cart bound to a world's regions.</summary>
internal sealed class CartInstance : IModuleInstance
{
    private readonly PreparedCart _prepared;
    private readonly CartUnit _unit;

    public CartInstance(PreparedCart prepared, IRegionTable regions, CartLoaderOptions options)
    {
        _prepared = prepared;
        _unit = new CartUnit(prepared, regions, options);
        Units = [_unit];
    }

    public ModulePackage Package => _prepared.Package;

    public IReadOnlyList<IUnit> Units { get; }

    public void Activate(IModuleInstance displaced)
    {
        if (displaced is CartInstance cart)
            _unit.Displaced = cart._prepared.Program;
    }

    public void TakeUp(IPreparedModule writtenBy)
    {
        if (writtenBy is PreparedCart cart)
            _unit.TakeUp(cart.Program == _prepared.Program ? null : cart.Program);
    }

    public void Dispose() => _unit.Dispose();
}
