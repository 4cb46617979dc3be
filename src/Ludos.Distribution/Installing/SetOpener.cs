using System.Buffers;
using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>
/// Opens installed modules: puts each together from its chunks in memory and verifies it with its bundle, every time. Nothing on the disk is
/// believed, and nothing unverified comes out. Thread-safe.
/// </summary>
/// <param name="verifier">Decides; made with the roots and revocations of the set's registry.</param>
/// <param name="keyOf">The key of a module's sealed files by module and key generation; null where there is none.</param>
public sealed class SetOpener(InstalledModules installed, ModuleVerifier verifier, Func<string, int, Sealer?> keyOf)
{
    /// <summary>Opens every module of a set, in the set's order.</summary>
    /// <param name="now">Calendar time, for certificates.</param>
    public Result<ImmutableArray<VerifiedModule>, InstallErrorCode> Open(InstalledSet set, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(set);
        var modules = ImmutableArray.CreateBuilder<VerifiedModule>(set.Modules.Length);
        foreach (var module in set.Modules)
        {
            if (!Open(module, ModuleOrigin.Installed, now).TryGet(out var verified, out var fault))
            {
                return fault;
            }

            modules.Add(verified);
        }

        return modules.MoveToImmutable();
    }

    /// <summary>Opens one module.</summary>
    /// <param name="origin"><see cref="ModuleOrigin.Installed"/> or <see cref="ModuleOrigin.Streamed"/>.</param>
    /// <param name="now">Calendar time, for certificates.</param>
    public Result<VerifiedModule, InstallErrorCode> Open(InstalledModule module, ModuleOrigin origin, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(module);
        var name = $"{module.Id} {module.Version}";
        if (!Assemble(module, name).TryGet(out var buffer, out var fault))
        {
            return fault;
        }

        if (!installed.Store.Get(module.Bundle.Digest, DistributionLimits.MaxBundleBytes).TryGet(out var bundle, out var missing))
        {
            return InstallFaults.Of(missing);
        }

        if (!verifier.Verify(buffer, origin, name, bundle, now).TryGet(out var verified, out var distrusted))
        {
            return InstallFaults.Of(distrusted);
        }

        // The bundle speaks for the bytes; that they are the ones which the record means is asked besides.
        return verified.Digest == module.Module.Digest && verified.Publisher is { } publisher && publisher.Statement.ModuleId == module.Id && publisher.Statement.Version.Equals(module.Version) && publisher.Name == module.Publisher
            ? verified
            : new Fault<InstallErrorCode>(InstallErrorCode.NotTrusted, $"What is installed as {name} of {module.Publisher} is something else.", "Install it again.");
    }

    private Result<ModuleBuffer, InstallErrorCode> Assemble(InstalledModule module, string name)
    {
        if (!installed.Store.Get(module.Head.Digest, module.HeadSizeBytes).TryGet(out var head, out var missing))
        {
            return InstallFaults.Of(missing);
        }

        if (!GmodReader.ReadHead(head, name).TryGet(out var info, out var broken))
        {
            return InstallFaults.Of(broken);
        }

        if (!installed.MapOf(module).TryGet(out var map, out var fault))
        {
            return fault;
        }

        if (info.TotalBytes != module.Module.SizeBytes || info.Entries.Length != map.Files.Count)
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.BadRelease, $"Head and chunk map of {name} do not belong together.", "Tell its publisher.");
        }

        var buffer = new ModuleBuffer(info.TotalBytes);
        buffer.Write(0, head);
        var sealedPaths = module.Protected?.Paths.ToHashSet(StringComparer.Ordinal) ?? [];
        var key = module.Protected is { } files ? keyOf(module.Id, files.KeyGeneration) : null;
        foreach (var (entry, file) in info.Entries.Zip(map.Files))
        {
            if (Fill(buffer, entry, file, sealedPaths.Contains(entry.Path) ? key : null, name) is { } failed)
            {
                return failed;
            }
        }

        return buffer;
    }

    private Fault<InstallErrorCode>? Fill(ModuleBuffer buffer, GmodEntry entry, FileChunks file, Sealer? key, string name)
    {
        if (file.Digest != entry.Digest || file.SizeBytes != entry.ContentBytes)
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.BadRelease, $"The chunk map of {name} describes another {entry.Path}.", "Tell its publisher.");
        }

        var at = entry.ContentAt;
        foreach (var chunk in file.Chunks)
        {
            var rented = ArrayPool<byte>.Shared.Rent(chunk.SizeBytes);
            try
            {
                var plain = rented.AsSpan(0, chunk.SizeBytes);
                if (installed.Store.Get(chunk.Digest, plain, key) is { } fault)
                {
                    return fault.Code == StoreErrorCode.KeyNeeded
                        ? new Fault<InstallErrorCode>(InstallErrorCode.KeyNeeded, $"{entry.Path} of {name} is protected, and no valid receipt for {name} is here.", "See ./ludos receipts.")
                        : InstallFaults.Of(fault);
                }

                buffer.Write(at, plain);
                at += plain.Length;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rented, clearArray: key is not null);
            }
        }

        return null;
    }
}
