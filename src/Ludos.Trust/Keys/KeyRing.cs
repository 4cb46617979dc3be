using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Memory;

namespace Ludos.Trust;

/// <summary>Unlocked keys, and what their file is sealed with. Disposing forgets all of it. Not thread-safe.</summary>
internal sealed class KeyRing : IDisposable
{
    private readonly SortedDictionary<string, KeptSecret> _keys = new(StringComparer.Ordinal);
    private SecretMemory? _master;

    private KeyRing(KeyDerivation derivation, SecretMemory? master, IEnumerable<KeptSecret> keys)
    {
        Derivation = derivation;
        _master = master;
        foreach (var key in keys)
        {
            _keys.Add(key.Key.Name, key);
        }
    }

    internal KeyDerivation Derivation { get; private set; }

    internal IReadOnlyCollection<KeptSecret> Keys => _keys.Values;

    internal bool IsProtected => _master is not null;

    internal bool IsMemoryLocked => (_master?.IsLocked ?? true) && _keys.Values.All(key => key.IsMemoryLocked);

    /// <summary>Whether a key of this algorithm can have exactly these purposes.</summary>
    internal static bool MayHave(string algorithm, KeyPurposes purposes) => algorithm == KeyAlgorithm.Ed25519
        ? purposes != KeyPurposes.None && (purposes & ~KeyPurposeNames.Signing) == KeyPurposes.None
        : algorithm == KeyAlgorithm.X25519 && purposes == KeyPurposes.Receive;

    /// <summary>An empty ring.</summary>
    /// <param name="passphrase">Empty: none, its file is then not sealed.</param>
    internal static Result<KeyRing, KeyErrorCode> Make(ReadOnlySpan<byte> passphrase)
    {
        var ring = new KeyRing(KeyDerivation.None, null, []);
        if (ring.Protect(passphrase) is { } fault)
        {
            ring.Dispose();
            return fault;
        }

        return ring;
    }

    /// <summary>Opens a file. Damage is told from a wrong passphrase: the digest at the end speaks for the bytes, the check in the head for the passphrase.</summary>
    internal static Result<KeyRing, KeyErrorCode> Open(ReadOnlySpan<byte> file, ReadOnlySpan<byte> passphrase)
    {
        if (!ReadHead(file).TryGet(out var head, out var fault))
        {
            return fault;
        }

        var content = file.Slice(KeyFileHead.Bytes, head.ContentBytes);
        if (!head.IsSealed)
        {
            return KeyFileContent.Read(content).TryGet(out var plain, out var damage) ? new KeyRing(KeyDerivation.None, null, plain) : damage;
        }

        var master = new SecretMemory(KeyDerivation.KeyBytes);
        var keys = head.Derivation.Derive(passphrase, master.Span) is { } costly ? costly : Unseal(head, master, file[..KeyFileHead.Bytes], content);
        if (keys.IsOk)
        {
            return new KeyRing(head.Derivation, master, keys.Value);
        }

        master.Dispose();
        return keys.Fault;
    }

    /// <summary>Reads the head of a file whose bytes are whole.</summary>
    internal static Result<KeyFileHead, KeyErrorCode> ReadHead(ReadOnlySpan<byte> file)
    {
        if (file.Length is < KeyFileHead.Bytes + Digest.SizeBytes or > KeyLimits.MaxFileBytes)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Damaged, $"A key file has {KeyFileHead.Bytes + Digest.SizeBytes} to {KeyLimits.MaxFileBytes} bytes, this one {file.Length}.", "Restore it from a copy.");
        }

        return Digest.Of(file[..^Digest.SizeBytes]) == new Digest(file[^Digest.SizeBytes..])
            ? KeyFileHead.Read(file)
            : new Fault<KeyErrorCode>(KeyErrorCode.Damaged, "The key file is damaged: its bytes do not have the digest at its end.", "Restore it from a copy.");
    }

    /// <summary>Derives a new key from a passphrase, for the writes that follow.</summary>
    /// <param name="passphrase">Empty: none from now on.</param>
    internal Fault<KeyErrorCode>? Protect(ReadOnlySpan<byte> passphrase)
    {
        if (passphrase.Length > KeyLimits.MaxPassphraseBytes)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadPassphrase, $"A passphrase has at most {KeyLimits.MaxPassphraseBytes} bytes.");
        }

        var derivation = passphrase.IsEmpty ? KeyDerivation.None : KeyDerivation.Fresh();
        var master = passphrase.IsEmpty ? null : new SecretMemory(KeyDerivation.KeyBytes);
        if (master is not null && derivation.Derive(passphrase, master.Span) is { } fault)
        {
            master.Dispose();
            return fault;
        }

        _master?.Dispose();
        (_master, Derivation) = (master, derivation);
        return null;
    }

    internal KeptSecret? Find(string name) => _keys.GetValueOrDefault(name);

    /// <summary>Takes a key over. Null on success; the ring owns it then.</summary>
    internal Fault<KeyErrorCode>? Add(KeptSecret key)
    {
        if (!KeyLimits.IsName(key.Key.Name))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadName, $"'{key.Key.Name}' is no name for a key.", $"Use 1 to {KeyLimits.MaxNameLength} of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit.");
        }

        if (_keys.Count >= KeyLimits.MaxKeys)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.TooMany, $"A key store holds {KeyLimits.MaxKeys} keys.", "Remove one that is not needed.");
        }

        return _keys.TryAdd(key.Key.Name, key) ? null : new Fault<KeyErrorCode>(KeyErrorCode.Exists, $"There is a key '{key.Key.Name}' already.", "Choose another name.");
    }

    /// <summary>Gives a key back to the caller.</summary>
    internal KeptSecret? Take(string name) => _keys.Remove(name, out var key) ? key : null;

    /// <summary>The file of these keys, sealed as <see cref="Protect"/> said last.</summary>
    internal byte[] Write()
    {
        var plainBytes = KeyFileContent.Measure(_keys.Values);
        using var plain = new SecretMemory(plainBytes);
        KeyFileContent.Write(_keys.Values, plain.Span);
        var contentBytes = plainBytes + (IsProtected ? ChaCha20Poly1305Aead.TagBytes : 0);
        var file = new byte[KeyFileHead.Bytes + contentBytes + Digest.SizeBytes];
        if (_master is null)
        {
            new KeyFileHead(Derivation, new byte[KeyFileHead.WriteSaltBytes], new byte[KeyFileHead.CheckBytes], contentBytes).Write(file);
            plain.Span.CopyTo(file.AsSpan(KeyFileHead.Bytes));
        }
        else
        {
            var salt = RandomNumberGenerator.GetBytes(KeyFileHead.WriteSaltBytes);
            using var keys = FileKeys(_master, salt);
            new KeyFileHead(Derivation, salt, keys.Span[KeyDerivation.KeyBytes..].ToArray(), contentBytes).Write(file);
            ChaCha20Poly1305Aead.Seal(keys.Span[..KeyDerivation.KeyBytes], stackalloc byte[ChaCha20Poly1305Aead.NonceBytes], file.AsSpan(0, KeyFileHead.Bytes), plain.Span).CopyTo(file, KeyFileHead.Bytes);
        }

        Digest.Of(file.AsSpan(..^Digest.SizeBytes)).Span.CopyTo(file.AsSpan(file.Length - Digest.SizeBytes));
        return file;
    }

    public void Dispose()
    {
        _master?.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _keys.Clear();
    }

    private static Result<List<KeptSecret>, KeyErrorCode> Unseal(KeyFileHead head, SecretMemory master, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> content)
    {
        using var keys = FileKeys(master, head.WriteSalt.Span);
        if (!CryptographicOperations.FixedTimeEquals(keys.Span[KeyDerivation.KeyBytes..], head.Check.Span))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.WrongPassphrase, "The passphrase is not the one of these keys.", "Try again; nothing was changed.");
        }

        using var plain = new SecretMemory(Math.Max(1, content.Length - ChaCha20Poly1305Aead.TagBytes));
        return ChaCha20Poly1305Aead.TryOpen(keys.Span[..KeyDerivation.KeyBytes], stackalloc byte[ChaCha20Poly1305Aead.NonceBytes], associated, content, plain.Span)
            ? KeyFileContent.Read(plain.Span)
            : new Fault<KeyErrorCode>(KeyErrorCode.Damaged, "The passphrase is right, but the keys were altered on purpose: digest and seal contradict each other.", "Restore the file from a copy that you trust.");
    }

    /// <summary>One write's own key, so that the nonce may be zero, and the check of the passphrase.</summary>
    private static SecretMemory FileKeys(SecretMemory master, ReadOnlySpan<byte> writeSalt)
    {
        var keys = new SecretMemory(KeyDerivation.KeyBytes + KeyFileHead.CheckBytes);
        HkdfSha256.Derive(master.Span, writeSalt, "ludos key file v1"u8, keys.Span);
        return keys;
    }
}
