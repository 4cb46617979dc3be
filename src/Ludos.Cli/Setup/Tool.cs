using Ludos.Platform.Processes;

namespace Ludos.Cli.Setup;

/// <summary>An optional program or engine outside Ludos.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Programs">Executable names; the first that is on PATH counts.</param>
/// <param name="VersionArgument">What makes it print its version.</param>
/// <param name="Packages">Debian/Ubuntu packages that bring it.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Without">What still works when it is missing.</param>
/// <param name="NeededByTests">`./ludos test` installs it when it can.</param>
/// <param name="File">For what has no executable, such as a library to compile against: a file of it.</param>
internal sealed record Tool(string Name, string[] Programs, string VersionArgument, string[] Packages, string Use, string Without, bool NeededByTests, string? File = null)
{
    /// <summary>Where it is; null when it is missing.</summary>
    public string? Find() => File is null ? Programs.Select(ToolFinder.Find).FirstOrDefault(found => found is not null) : System.IO.File.Exists(File) ? File : null;

    public static IReadOnlyList<Tool> All { get; } =
    [
        new("clang", ["clang"], "--version", ["clang"], "compiles C modules to wasm (new, --watch, rebuild checks)", "playing; shipped games carry their .wasm", true),
        new("wasm-ld", ["wasm-ld", "wasm-ld-14", "wasm-ld-16", "wasm-ld-19"], "--version", ["lld"], "links C modules", "playing; shipped games carry their .wasm", true),
        new("wasi-libc", [], "", ["wasi-libc"], "C programs for WASI", "playing; running programs that are built already", true, "/usr/include/wasm32-wasi/stdio.h"),
        new("clang-rt for wasm", [], "", ["libclang-rt-14-dev-wasm32"], "C programs for WASI", "playing; running programs that are built already", true, "/usr/lib/llvm-14/lib/clang/14.0.6/lib/wasi/libclang_rt.builtins-wasm32.a"),
        new("bzip2", ["bzip2"], "--version", ["bzip2"], "unpacks the sources of a program that the tests build", "playing", true),
        new("ffmpeg", ["ffmpeg"], "-version", ["ffmpeg"], "--record out.mp4", "--record to .png and .wav", true),
        new("node", ["node", "nodejs"], "--version", ["nodejs"], "V8 as the reference in `bench wasm`; rebuilding the web page", "playing; the built page is embedded", true),
        new("npm", ["npm"], "--version", ["npm"], "rebuilding the web page", "playing; the built page is embedded", true),
        new("chromium", ["chromium", "chromium-browser"], "--version", ["chromium"], "the web view's browser tests", "playing in any browser", true),
        new("capnp", ["capnp"], "--version", ["capnproto"], "parses the schemas in protocols/ (layout)", "playing; what follows from the schemas is committed", true),
        new("cc", ["cc", "gcc"], "--version", ["gcc", "libc6-dev"], "builds the C library (sdk/c), proves its header (layout check), builds the references of the benchmarks", "playing", true),
        new("valgrind", ["valgrind"], "--version", ["valgrind"], "proves that the C library leaks nothing", "playing", true),
        new("libsodium", [], "", ["libsodium23"], "signs and verifies faster, and makes keys from passphrases by Argon2id", "everything; signatures are computed in C#, keys come from passphrases by PBKDF2", true, "/usr/lib/x86_64-linux-gnu/libsodium.so.23"),
        new("libzstd", [], "", ["libzstd1"], "compresses chunks and makes patches", "chunks and patches compressed with brotli; what others compressed with zstd cannot be read", true, "/usr/lib/x86_64-linux-gnu/libzstd.so.1"),
        new("postgresql", [], "", ["postgresql"], "registries that outgrew one machine; the tests of their catalogue", "registries on SQLite", true, "/usr/lib/postgresql/15/bin/postgres"),
        new("python3", ["python3"], "--version", ["python3"], "a second implementation of .gmod, held against ours", "playing", true),
        new("git", ["git"], "--version", ["git"], "the tidy checks list tracked files", "playing", true),
    ];
}
