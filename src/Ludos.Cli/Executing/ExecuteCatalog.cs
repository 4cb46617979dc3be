using Ludos.Base;
using Ludos.Trust;
using Ludos.Units;

namespace Ludos.Cli.Executing;

/// <summary>Finds the library that the command line names.</summary>
internal static class ExecuteCatalog
{
    public static Result<LibraryCatalog, LibraryErrorCode> Load(ExecuteRequest request)
    {
        if (request.Library == CoreLibrary.Name)
        {
            return LibraryCatalog.Of([CoreLibrary.Instance]);
        }

        if (!File.Exists(request.Library))
        {
            return new Fault<LibraryErrorCode>(LibraryErrorCode.NoSuchLibrary, $"Nothing lies at {request.Library}.", $"Name a library's .wasm, or '{CoreLibrary.Name}'.");
        }

        if (new FileInfo(request.Library).Length > TrustLimits.MaxModuleBytes)
        {
            return new Fault<LibraryErrorCode>(LibraryErrorCode.BadCode, $"{request.Library} has more than {TrustLimits.MaxModuleBytes} bytes.", "Is it a library?");
        }

        var limits = request.Fuel is { } fuel ? LibraryLimits.Default with { FuelPerCall = fuel } : LibraryLimits.Default;
        return WasmLibrary.Load(NameOf(request.Library), File.ReadAllBytes(request.Library), limits).TryGet(out var library, out var fault) ? LibraryCatalog.Of([library]) : fault;
    }

    private static string NameOf(string path)
    {
        var letters = Path.GetFileNameWithoutExtension(path).ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
        var name = string.Concat(letters.Take(LibraryLimits.MaxNameLength));
        return name.Length == 0 ? "library" : name;
    }
}
