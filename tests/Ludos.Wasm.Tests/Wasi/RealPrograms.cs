namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Real programs of four kinds, each with the flags it is built with and the arguments it is run with.</summary>
internal static class RealPrograms
{
    public static IReadOnlyList<string> Names { get; } = ["compress", "script", "picture", "database"];

    /// <summary>Builds a program; returns where it lies.</summary>
    public static string Build(string name) => name switch
    {
        "compress" => Compress(),
        "script" => Script(),
        "picture" => Picture(),
        _ => Database(),
    };

    public static string[] Arguments(string name, bool large) => name switch
    {
        "compress" => ["/data/packed.gz"],
        "script" => ["/data/script.lua", large ? "9" : "7"],
        "picture" => ["/data"],
        _ => ["/data/units.db", large ? "50000" : "2000"],
    };

    /// <summary>Puts into the folder what the program reads.</summary>
    public static void Prepare(string name, string folder)
    {
        if (name == "script")
        {
            File.Copy(Path.Combine(CProgram.Folder, "script.lua"), Path.Combine(folder, "script.lua"));
        }
    }

    private static string Compress()
    {
        var zlib = ProgramSources.Zlib;
        return CProgram.PathOf("compress", [Ours("compress"), .. zlib.Files(".")], ["-O2", "-DHAVE_UNISTD_H", $"-I{zlib.Folder}"]);
    }

    /// <summary>Without a longjmp, which wasi-libc lacks: an error ends the script, and there are no coroutines.</summary>
    private static string Script()
    {
        var lua = ProgramSources.Lua;
        string[] leftOut = ["lua.c", "luac.c", "loslib.c", "linit.c", "loadlib.c", "ldblib.c", "lcorolib.c"];
        return CProgram.PathOf(
            "script",
            [Ours("script"), .. lua.Files("src", leftOut.Contains)],
            ["-O2", $"-I{CProgram.Folder}", $"-I{Path.Combine(lua.Folder, "src")}", "-Dluai_jmpbuf=int", "-DLUAI_TRY(L,c,a)={ a }", "-DLUAI_THROW(L,c)=ludos_no_jump(L)", "-D_WASI_EMULATED_SIGNAL", "-D_WASI_EMULATED_PROCESS_CLOCKS"]);
    }

    private static string Picture()
    {
        var webp = ProgramSources.WebP;
        string[] otherMachines = ["_sse2.c", "_sse41.c", "_neon.c", "_mips32.c", "_mips_dsp_r2.c", "_msa.c"];
        string[] folders = ["src/dec", "src/dsp", "src/enc", "src/utils", "sharpyuv"];
        return CProgram.PathOf(
            "picture",
            [Ours("picture"), .. folders.SelectMany(folder => webp.Files(folder, name => otherMachines.Any(name.EndsWith)))],
            ["-O2", $"-I{webp.Folder}", $"-I{Path.Combine(webp.Folder, "src")}"]);
    }

    private static string Database()
    {
        var folder = Path.Combine(ProgramSources.Sqlite.Folder, "deps", "sqlite3");
        return CProgram.PathOf(
            "database",
            [Ours("database"), Path.Combine(folder, "sqlite3.c")],
            ["-O1", $"-I{folder}", "-DSQLITE_THREADSAFE=0", "-DSQLITE_OMIT_LOAD_EXTENSION", "-DSQLITE_OMIT_WAL"]);
    }

    private static string Ours(string name) => Path.Combine(CProgram.Folder, name + ".c");
}
