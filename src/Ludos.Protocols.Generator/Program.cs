using System.Text;

namespace Ludos.Protocols.Generator;

/// <summary>The plugin: `capnp compile -o PROGRAM -I protocols --src-prefix=protocols FILES` writes into the current folder, which is the checkout.</summary>
internal static class Program
{
    private const int Failed = 1;

    private static int Main()
    {
        using var input = Console.OpenStandardInput();
        using var request = new MemoryStream();
        input.CopyTo(request);
        if (!SourceGenerator.Generate(request.GetBuffer().AsSpan(0, (int)request.Length), GeneratorTarget.Protocols).TryGet(out var files, out var fault))
        {
            Console.Error.WriteLine(fault);
            return Failed;
        }

        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.Path))!);
            File.WriteAllText(file.Path, file.Text, new UTF8Encoding(false));
        }

        return 0;
    }
}
