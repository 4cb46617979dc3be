namespace Ludos.Trust.Tests.Tuf.Attacks;

/// <summary>Old metadata shown as new, metadata held back, states mixed, versions driven up.</summary>
internal static class VersionAttacks
{
    private static readonly TimeSpan FarLater = TimeSpan.FromDays(60);

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("rollback of timestamp", TufErrorCode.Rollback, (repository, _) =>
        {
            repository.RollBack(TufRoles.Timestamp, 1);
            repository.PublishTimestamp();
        }),
        new("rollback of snapshot", TufErrorCode.Rollback, (repository, _) =>
        {
            repository.RollBack(TufRoles.Snapshot, 1);
            repository.PublishSnapshot();
        }),
        new("rollback of targets", TufErrorCode.Rollback, (repository, _) =>
        {
            repository.List(TufRoles.Targets, repository.Listed(TufRoles.Targets) with { Version = 1 });
            repository.PublishSnapshot();
        }),
        new("rollback of a delegated role", TufErrorCode.Rollback, (repository, _) =>
        {
            repository.RollBack("dev-anna", 1);
            repository.PublishDeveloper("anna", repository.Anna, repository.AnnasTargets);
            repository.PublishSnapshot();
        }),
        new("rollback of root", TufErrorCode.WrongVersion, (repository, _) =>
        {
            var old = TufRepository.Root(1, Simulation.SimulatedRepository.Later, repository.Plan(), [.. repository.RootKeys]).Value;
            repository.Source.Files["3.root.json"] = old.Bytes;
        }),
        new("root that skips a version", TufErrorCode.WrongVersion, (repository, _) =>
        {
            var far = TufRepository.Root(9, Simulation.SimulatedRepository.Later, repository.Plan(), [.. repository.RootKeys]).Value;
            repository.Source.Files["3.root.json"] = far.Bytes;
        }),
        new("a role disappears from the snapshot", TufErrorCode.RoleRemoved, (repository, _) =>
        {
            repository.Unlist("dev-bert");
            repository.PublishSnapshot();
        }),
        new("a delegated role that the snapshot does not list", TufErrorCode.NotInSnapshot, (repository, client) =>
        {
            repository.BertsTargets["new.json"] = "new"u8.ToArray();
            repository.AddDeveloper("cleo", Simulation.SimulatedRepository.Key(30), "cleo.json");
            repository.Unlist("dev-cleo");
            repository.PublishSnapshot();
            client.LooksFor = "cleo.json";
        }),
        new("freeze: nothing new until the timestamp expires", TufErrorCode.Expired, (_, client) => client.Now += FarLater),
        new("expired root", TufErrorCode.Expired, (repository, _) => Expire(repository, TufRoles.Root, () => repository.PublishRoot())),
        new("expired timestamp", TufErrorCode.Expired, (repository, _) => Expire(repository, TufRoles.Timestamp, () => repository.PublishTimestamp())),
        new("expired snapshot", TufErrorCode.Expired, (repository, _) => Expire(repository, TufRoles.Snapshot, repository.PublishSnapshot)),
        new("expired targets", TufErrorCode.Expired, (repository, _) => Expire(repository, TufRoles.Targets, repository.PublishAll)),
        new("expired bin", TufErrorCode.Expired, (repository, _) => Expire(repository, TufRoles.Bin(TufRoles.BinOf("shoal.json")), repository.PublishAll)),
        new("expired developer's role", TufErrorCode.Expired, (repository, _) => Expire(repository, "dev-anna", repository.PublishAll)),
        new("mix and match: an old targets file in the place of the new", TufErrorCode.WrongHash, (repository, _) =>
        {
            repository.PublishAll();
            Swap(repository, "3.targets.json", "2.targets.json");
        }),
        new("mix and match: an old developer's role in the place of the new", TufErrorCode.WrongHash, (repository, _) =>
        {
            repository.PublishAll();
            Swap(repository, "3.dev-anna.json", "2.dev-anna.json");
        }),
        new("mix and match: an old snapshot in the place of the new", TufErrorCode.WrongHash, (repository, _) =>
        {
            repository.PublishAll();
            Swap(repository, "3.snapshot.json", "2.snapshot.json");
        }),
        new("mix and match without digests: the version tells", TufErrorCode.WrongVersion, (repository, _) =>
        {
            repository.PublishDeveloper("anna", repository.Anna, repository.AnnasTargets);
            repository.List("dev-anna", new MetaFile(3));
            repository.PublishSnapshot();
            repository.Source.Files["3.dev-anna.json"] = repository.Source.Files["2.dev-anna.json"];
        }),
        new("fast-forward of a version beyond what JSON readers hold", TufErrorCode.BadMetadata, (repository, _) =>
        {
            repository.RollBack(TufRoles.Timestamp, TufLimits.MaxInteger + 1);
            repository.PublishTimestamp();
        }),
    ];

    private static void Expire(Simulation.SimulatedRepository repository, string role, Action publish)
    {
        repository.Expiries[role] = Simulation.SimulatedRepository.Now.AddDays(-1);
        publish();
    }

    private static void Expire<T>(Simulation.SimulatedRepository repository, string role, Func<T> publish) => Expire(repository, role, () => { _ = publish(); });

    /// <summary>Same length, as nothing but the version's digit differs: only the digest tells.</summary>
    private static void Swap(Simulation.SimulatedRepository repository, string name, string old) => repository.Source.Files[name] = repository.Source.Files[old];
}
