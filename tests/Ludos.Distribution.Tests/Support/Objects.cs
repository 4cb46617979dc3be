using Ludos.Base;

namespace Ludos.Distribution.Tests.Support;

/// <summary>Objects that tests fetch.</summary>
internal sealed class Objects
{
    public Dictionary<Digest, byte[]> ByDigest { get; } = [];

    public List<DownloadItem> Items { get; } = [];

    public static Objects Of(int seed, params int[] sizesBytes)
    {
        var random = new Random(seed);
        var objects = new Objects();
        foreach (var sizeBytes in sizesBytes)
        {
            var bytes = new byte[sizeBytes];
            random.NextBytes(bytes);

            // Half of it compresses.
            bytes.AsSpan(sizeBytes / 2).Fill((byte)sizeBytes);
            objects.Add(bytes);
        }

        return objects;
    }

    public Digest Add(byte[] bytes)
    {
        var digest = Digest.Of(bytes);
        ByDigest.Add(digest, bytes);
        Items.Add(new DownloadItem(new ObjectRef(digest, bytes.Length), "test 1.0.0", ""));
        return digest;
    }
}
