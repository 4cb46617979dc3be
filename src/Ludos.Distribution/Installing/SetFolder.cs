using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Distribution;

/// <summary>The records of installed sets, one file each: a reader sees an old record or a new one, whatever stops the writer. Writers hold the set's lock.</summary>
internal sealed class SetFolder(IFolder folder) : IDisposable
{
    private const string Suffix = ".set";

    /// <summary>Names of all sets, in ordinal order.</summary>
    public Result<IReadOnlyList<string>, InstallErrorCode> Names() => folder.Names().TryGet(out var names, out var fault)
        ? names.Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)).Select(name => name[..^Suffix.Length]).ToArray()
        : InstallFaults.Of(fault);

    /// <summary>A set's record; <see cref="InstallErrorCode.NotInstalled"/> where there is none, <see cref="InstallErrorCode.Damaged"/> where it cannot be read.</summary>
    public Result<SetRecord, InstallErrorCode> Read(string name)
    {
        if (!WholeFile.Read(folder, name + Suffix, DistributionLimits.MaxSetBytes).TryGet(out var bytes, out var fault))
        {
            return fault.Code == FileErrorCode.Failed ? new Fault<InstallErrorCode>(InstallErrorCode.Damaged, fault.Message, $"Install it again: ./ludos install {name}.") : InstallFaults.Of(fault);
        }

        if (bytes is null)
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.NotInstalled, $"{name} is not installed.", $"Install it: ./ludos install {name}.");
        }

        return SetRecord.Parse(bytes, $"The record of {name}").TryGet(out var record, out var malformed) && record.Name == name
            ? record
            : new Fault<InstallErrorCode>(InstallErrorCode.Damaged, malformed?.Message ?? $"The record of {name} is that of another set.", $"Install it again: ./ludos install {name}.");
    }

    /// <summary>Puts a record in the place of the one before. The rename is the switch; when this returns without a fault it outlives a crash.</summary>
    public Fault<InstallErrorCode>? Write(SetRecord record) => WholeFile.Write(folder, record.Name + Suffix, record.Write()) is { } fault ? InstallFaults.Of(fault) : null;

    /// <summary>Takes a record away, in one step.</summary>
    public Fault<InstallErrorCode>? Delete(string name) => (folder.Delete(name + Suffix) ?? folder.Sync()) is { } fault ? InstallFaults.Of(fault) : null;

    public void Dispose() => folder.Dispose();
}
