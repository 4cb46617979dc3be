using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Trust;

/// <summary>The user's book of receipts with each store, in one file a store. What a call acknowledged is on the disk. For one thread at a time; the folder is the caller's.</summary>
internal sealed class KeptBooks(IFolder folder)
{
    /// <summary>Stores that one user buys from.</summary>
    internal const int MaxStores = 64;

    private const string Prefix = "book-";
    private const string UnfinishedName = "book.new";

    private readonly Dictionary<string, EntitlementBook> _books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _asked = new(StringComparer.Ordinal);

    /// <summary>The book with a store; read when it is first wanted.</summary>
    /// <param name="store">The id of the store's key.</param>
    internal Result<EntitlementBook, KeyErrorCode> Find(string store)
    {
        if (_books.TryGetValue(store, out var known))
        {
            return known;
        }

        // The name of a file is made of it.
        if (!Digest.TryParse(store, out _))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadName, $"'{store}' is no id of a store's key.", "It has 64 hexadecimal digits.");
        }

        if (!folder.OpenFile(Prefix + store).TryGet(out var file, out var fault))
        {
            return fault.Code == FileErrorCode.NotFound
                ? new Fault<KeyErrorCode>(KeyErrorCode.NotEntitled, $"Nothing was bought from the store with key {store[..16]} yet.", "Run ./ludos receipts refresh.")
                : new Fault<KeyErrorCode>(KeyErrorCode.Storage, fault.Message, fault.Mend);
        }

        using (file)
        {
            return Read(store, file);
        }
    }

    /// <summary>Begins a book with a store, where there is none.</summary>
    internal Fault<KeyErrorCode>? Use(PublicKey storeKey, UserIdentity user)
    {
        var found = Find(storeKey.Id);
        if (found.IsOk || found.Fault.Code != KeyErrorCode.NotEntitled)
        {
            return found.Fault;
        }

        if (folder.Names().TryGet(out var names, out var unlisted) && names.Count(name => name.StartsWith(Prefix, StringComparison.Ordinal)) >= MaxStores)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.TooMany, $"Books with {MaxStores} stores are kept already.");
        }

        return unlisted is not null ? new Fault<KeyErrorCode>(KeyErrorCode.Storage, unlisted.Message, unlisted.Mend) : Save(storeKey.Id, new EntitlementBook(user, [storeKey], new TrustedTime(DateTimeOffset.UnixEpoch), isSettled: false));
    }

    internal Fault<KeyErrorCode>? Add(string store, ReadOnlyMemory<byte> receipt) => Change(store, "the receipt", receipt, EntitlementLimits.MaxSignedReceiptBytes, (book, signed) => book.Add(signed).Fault);

    /// <summary>Draws what the next question to the store carries, so that its answer proves that the store spoke now.</summary>
    internal Result<byte[], KeyErrorCode> Ask(string store)
    {
        if (!Find(store).TryGet(out _, out var fault))
        {
            return fault;
        }

        return _asked[store] = RandomNumberGenerator.GetBytes(EntitlementSnapshot.NonceBytes);
    }

    internal Fault<KeyErrorCode>? Accept(string store, ReadOnlyMemory<byte> snapshot, DateTimeOffset now)
    {
        var fault = Change(store, "the snapshot", snapshot, EntitlementLimits.MaxSignedSnapshotBytes, (book, signed) => book.Accept(signed, _asked.GetValueOrDefault(store), now).Fault);
        if (fault is null)
        {
            _ = _asked.Remove(store);
        }

        return fault;
    }

    internal Fault<KeyErrorCode>? Remove(string store, string receiptId)
    {
        if (!Find(store).TryGet(out var book, out var fault))
        {
            return fault;
        }

        var rest = Without(book, receiptId);
        return rest.Receipts.Count() == book.Receipts.Count()
            ? new Fault<KeyErrorCode>(KeyErrorCode.NotEntitled, $"There is no receipt {receiptId}.")
            : Save(store, rest);
    }

    /// <summary>Asks a book, which takes note of the time; that is brought to the disk when it has moved on enough to matter.</summary>
    internal Result<T, KeyErrorCode> Consult<T>(string store, Func<EntitlementBook, Result<T, EntitlementErrorCode>> question)
    {
        if (!Find(store).TryGet(out var book, out var fault))
        {
            return fault;
        }

        var before = book.Time.Latest;
        var answer = question(book);
        if (book.Time.Latest - before >= EntitlementLimits.ClockTolerance && Save(store, book) is { } unsaved)
        {
            return unsaved;
        }

        return answer.TryGet(out var yes, out var no) ? yes : NotEntitled(no);
    }

    private Fault<KeyErrorCode>? Change(string store, string what, ReadOnlyMemory<byte> json, int maxBytes, Func<EntitlementBook, Envelope, Fault<EntitlementErrorCode>?> change)
    {
        if (!Find(store).TryGet(out var book, out var fault))
        {
            return fault;
        }

        if (!Envelope.Parse(json, what, maxBytes).TryGet(out var signed, out var unread))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.BadMessage, unread.Message, unread.Mend);
        }

        return change(book, signed) is { } no ? NotEntitled(no) : Save(store, book);
    }

    private static EntitlementBook Without(EntitlementBook book, string receiptId)
    {
        var rest = new EntitlementBook(book.User, book.StoreKeys, book.Time, book.IsSettled);
        if (book.Snapshot is not null)
        {
            _ = rest.Restore(book.Snapshot);
        }

        foreach (var signed in book.Receipts)
        {
            if (Receipt.Parse(signed.Payload).TryGet(out var receipt, out _) && receipt.Id != receiptId)
            {
                _ = rest.Add(signed);
            }
        }

        return rest;
    }

    private static Fault<KeyErrorCode> NotEntitled(Fault<EntitlementErrorCode> fault) => new(KeyErrorCode.NotEntitled, fault.Message, fault.Mend);

    private Result<EntitlementBook, KeyErrorCode> Read(string store, IReadFile file)
    {
        if (file.LengthBytes > EntitlementBookText.MaxBytes)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Damaged, $"The book of receipts with the store {store[..16]} has {file.LengthBytes} bytes; {EntitlementBookText.MaxBytes} are the most.");
        }

        var bytes = new byte[file.LengthBytes];
        if (!file.Read(0, bytes).TryGet(out var count, out var unread))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Storage, unread.Message, unread.Mend);
        }

        if (!EntitlementBookText.Parse(bytes.AsMemory(0, count)).TryGet(out var book, out var fault))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Damaged, fault.Message, fault.Mend);
        }

        return _books[store] = book;
    }

    private Fault<KeyErrorCode>? Save(string store, EntitlementBook book)
    {
        var fault = folder.Delete(UnfinishedName) ?? WriteUnfinished(EntitlementBookText.Write(book)) ?? folder.Rename(UnfinishedName, Prefix + store) ?? folder.Sync();
        if (fault is null)
        {
            _books[store] = book;
            return null;
        }

        // What could not be saved must not be believed now and be forgotten later: the book is read again when it is next wanted.
        _ = _books.Remove(store);
        return new Fault<KeyErrorCode>(KeyErrorCode.Storage, fault.Message, fault.Mend);
    }

    private Fault<FileErrorCode>? WriteUnfinished(ReadOnlySpan<byte> text)
    {
        if (!folder.Create(UnfinishedName).TryGet(out var unfinished, out var fault))
        {
            return fault;
        }

        using (unfinished)
        {
            return unfinished.Append(text) ?? unfinished.Sync();
        }
    }
}
