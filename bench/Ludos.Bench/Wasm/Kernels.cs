namespace Ludos.Bench.Wasm;

internal static class Kernels
{
    /// <summary>Each is NAME.c and NAME.wasm in bench/kernels; README.md there says what each leans on.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "matmul", "nbody", "sha256", "quicksort", "list", "indirect", "scan",
        "coremark", "bytecode", "alloc", "recursion", "strings", "hash", "mandelbrot", "blur",
    ];
}
