using System.Text;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>Where passphrases come from: a file that was named, the one that the environment names, or the terminal, without echo.</summary>
internal static class Passphrases
{
    /// <summary>Names a file that holds the key store's passphrase, for scripts.</summary>
    public const string Variable = "LUDOS_PASSPHRASE_FILE";

    private const int LineEndBytes = 2;

    private static readonly Fault<KeyErrorCode> NoTerminal = new(
        KeyErrorCode.BadPassphrase, "A passphrase is needed, and there is no terminal to ask at.", $"Name a file with --passphrase-file, or in {Variable}.");

    /// <summary>The key store's passphrase.</summary>
    /// <param name="file">Null when no option named one.</param>
    /// <param name="isNew">Asked for twice.</param>
    public static Result<byte[], KeyErrorCode> OfStore(FileInfo? file, bool isNew) =>
        file?.FullName is { } named ? OfFile(named)
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? OfFile(variable)
        : Ask(isNew ? "New passphrase for your keys: " : "Passphrase of your keys: ", isNew);

    /// <summary>A new passphrase of the key store, from the terminal.</summary>
    public static Result<byte[], KeyErrorCode> OfNew() => Ask("New passphrase for your keys: ", isNew: true);

    /// <summary>The passphrase of an exported key's file.</summary>
    public static Result<byte[], KeyErrorCode> OfExport(FileInfo? file, bool isNew) =>
        file?.FullName is { } named ? OfFile(named) : Ask(isNew ? "New passphrase for the exported file: " : "Passphrase of the exported file: ", isNew);

    /// <summary>A file's bytes without the line end behind them.</summary>
    public static Result<byte[], KeyErrorCode> OfFile(string path)
    {
        var bytes = new byte[KeyLimits.MaxPassphraseBytes + LineEndBytes + 1];
        int length;
        using (var file = File.OpenRead(path))
        {
            length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }

        if (length > 0 && bytes[length - 1] == (byte)'\n')
        {
            length -= length > 1 && bytes[length - 2] == (byte)'\r' ? LineEndBytes : 1;
        }

        return length is > 0 and <= KeyLimits.MaxPassphraseBytes
            ? bytes[..length]
            : new Fault<KeyErrorCode>(KeyErrorCode.BadPassphrase, $"{path} holds no passphrase of 1 to {KeyLimits.MaxPassphraseBytes} bytes.");
    }

    private static Result<byte[], KeyErrorCode> Ask(string prompt, bool isNew)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return NoTerminal;
        }

        var first = ReadLine(prompt);
        if (first.Length is 0 or > KeyLimits.MaxPassphraseBytes)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadPassphrase, $"A passphrase has 1 to {KeyLimits.MaxPassphraseBytes} bytes.");
        }

        return !isNew || first.AsSpan().SequenceEqual(ReadLine("Once more: "))
            ? first
            : new Fault<KeyErrorCode>(KeyErrorCode.BadPassphrase, "The two are not alike.", "Try again.");
    }

    private static byte[] ReadLine(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar >= ' ')
            {
                _ = typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        var bytes = Encoding.UTF8.GetBytes(typed.ToString());
        _ = typed.Clear();
        return bytes;
    }
}
