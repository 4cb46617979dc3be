using Ludos.Base;
using Ludos.Platform;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Support;

/// <summary>A registry in this process, in a folder of its own, on a free port. Other projects' tests link this file and use it as it is.</summary>
public sealed class RegistryFixture : IDisposable
{
    public const string Name = "pond-registry";

    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;

    /// <param name="clock">Calendar time for the registry, in nanoseconds since 1970.</param>
    /// <param name="change">Other options than the usual.</param>
    /// <param name="folder">A registry that exists; null makes one that is removed at the end.</param>
    public RegistryFixture(IClock clock, Func<RegistryOptions, RegistryOptions>? change = null, string? folder = null)
    {
        _ownsFolder = folder is null;
        _folder = folder is null ? Directory.CreateTempSubdirectory("ludos-registry-") : new DirectoryInfo(folder);
        var options = new RegistryOptions(Path.Combine(_folder.FullName, "data"), clock, new MonotonicClock());
        Options = change is null ? options : change(options);
        if (folder is null)
        {
            Must(RegistryAdministration.Init(Options, Name));
        }

        Server = Must(RegistryServer.Start(Options));
    }

    public RegistryOptions Options { get; }

    public RegistryServer Server { get; }

    /// <summary>Ends with a slash.</summary>
    public Uri Address => Server.Address;

    /// <summary>The folder that holds the data folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Gives a key a name, as who runs the registry would; for modules of that name and below it unless others are given.</summary>
    public Certificate Enrol(string name, PublicKey key, params string[] modules) =>
        Must(RegistryAdministration.Enrol(Options, name, key, modules, RegistryAdministration.DeveloperPurposes, TimeSpan.FromDays(365), mayExtend: true));

    public void Revoke(string serial) => Must(RegistryAdministration.Revoke(Options, serial));

    public void Dispose()
    {
        Server.Dispose();
        if (_ownsFolder)
        {
            _folder.Delete(recursive: true);
        }
    }

    private static T Must<T>(Result<T, RegistryErrorCode> result) => result.TryGet(out var value, out var fault) ? value : throw new InvalidOperationException(fault.ToString());

    private static void Must(Fault<RegistryErrorCode>? fault)
    {
        if (fault is not null)
        {
            throw new InvalidOperationException(fault.ToString());
        }
    }
}
