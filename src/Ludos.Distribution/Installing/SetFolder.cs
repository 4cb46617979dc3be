using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Distribution;

/// <summary>The records of installed sets, one file each: a reader sees an old record or a new one, whatever stops the writer. Writers hold the set's lock.</summary>
internal sealed class SetFolder(IFolder folder) : IDisposable
{
    private const string Suffix = ".set";
    private const string UnfinishedSuffix = ".set-new";

    /// <summary>Names of all sets, in ordinal order.</summary>
    public Result<IReadOnlyList<string>, InstallErrorCode> Names() => folder.Names().TryGet(out var names, out var fault)
        ? names.Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)).Select(name => name[..^Suffix.Length]).ToArray()
        : InstallFaults.Of(fault);

    /// <summary>A set's record; <see cref="InstallErrorCode.NotInstalled"/> where there is none, <see cref="InstallErrorCode.Damaged"/> where it cannot be read.</summary>
    public Result<SetRecord, InstallErrorCode> Read(string name)
    {
        if (!folder.OpenFile(name + Suffix).TryGet(out var file, out var fault))
        {
            return fault.Code == FileErrorCode.NotFound
                ? new Fault<InstallErrorCode>(InstallErrorCode.NotInstalled, $"{name} is not installed.", $"Install it: ./ludos install {name}.")
                : InstallFaults.Of(fault);
        }

        using (file)
        {
            var bytes = new byte[Math.Min(file.LengthBytes, DistributionLimits.MaxSetBytes + 1L)];
            if (!file.Read(0, bytes).TryGet(out var count, out fault))
            {
                return InstallFaults.Of(fault);
            }

            return SetRecord.Parse(bytes.AsMemory(0, count), $"The record of {name}").TryGet(out var record, out var malformed) && record.Name == name
                ? record
                : new Fault<InstallErrorCode>(InstallErrorCode.Damaged, malformed?.Message ?? $"The record of {name} is that of another set.", $"Install it again: ./ludos install {name}.");
        }
    }

    /// <summary>Puts a record in the place of the one before. The rename is the switch; when this returns without a fault it outlives a crash.</summary>
    public Fault<InstallErrorCode>? Write(SetRecord record)
    {
        var unfinished = record.Name + UnfinishedSuffix;
        if (folder.Delete(unfinished) is { } stale)
        {
            return InstallFaults.Of(stale);
        }

        if (!folder.Create(unfinished).TryGet(out var file, out var fault))
        {
            return InstallFaults.Of(fault);
        }

        using (file)
        {
            if ((file.Append(record.Write()) ?? file.Sync()) is { } failed)
            {
                _ = folder.Delete(unfinished);
                return InstallFaults.Of(failed);
            }
        }

        return (folder.Rename(unfinished, record.Name + Suffix) ?? folder.Sync()) is { } late ? InstallFaults.Of(late) : null;
    }

    /// <summary>Takes a record away, in one step.</summary>
    public Fault<InstallErrorCode>? Delete(string name) => (folder.Delete(name + Suffix) ?? folder.Sync()) is { } fault ? InstallFaults.Of(fault) : null;

    public void Dispose() => folder.Dispose();
}
