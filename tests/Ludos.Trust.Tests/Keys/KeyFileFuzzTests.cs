using System.Buffers.Binary;
using System.Security.Cryptography;
using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests.Keys;

/// <summary>Damaged key files: a typed fault, or keys that obey every rule; never an exception.</summary>
public class KeyFileFuzzTests
{
    private const int Rounds = 8_000;

    [Fact]
    public void Damaged_files_are_refused_or_legal()
    {
        using var ring = KeyRingTests.Sample([]);
        var whole = ring.Write();
        var (refused, accepted) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var file = Damage(whole, round);
            if (round % 8 != 0 && file.Length > Digest.SizeBytes)
            {
                // The digest finds accidents; whoever lies makes it anew, and the rules must find it.
                KeyRingTests.Redigest(file);
            }

            _ = Judge(file) ? accepted++ : refused++;
        }

        Assert.True(refused > Rounds / 4, $"Only {refused} of {Rounds} were refused: the damage does nothing.");
        Assert.True(accepted > 0, "Nothing was accepted: the seed is not legal.");
    }

    /// <summary>Files that a reader of the code found troublesome; the first line of each says why.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Keys", "corpus"), "*.hex");
        Assert.NotEmpty(files);
        foreach (var path in files)
        {
            var text = string.Concat(File.ReadLines(path).Where(line => !line.StartsWith('#')));
            byte[] file = [.. Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal)), .. new byte[Digest.SizeBytes]];
            KeyRingTests.Redigest(file);
            Assert.False(Judge(file), Path.GetFileName(path));
        }
    }

    private static bool Judge(byte[] file)
    {
        if (!KeyRing.Open(file, []).TryGet(out var ring, out var fault))
        {
            Assert.True(fault.Code is KeyErrorCode.Damaged or KeyErrorCode.Unsupported or KeyErrorCode.TooCostly or KeyErrorCode.WrongPassphrase, fault.Code.ToString());
            return false;
        }

        using (ring)
        {
            Assert.InRange(ring.Keys.Count, 0, KeyLimits.MaxKeys);
            Assert.All(ring.Keys, key => Assert.True(KeyLimits.IsName(key.Key.Name) && KeyRing.MayHave(key.Key.Algorithm, key.Key.Purposes)));
            Assert.Equal(file, ring.Write());
        }

        return true;
    }

    /// <summary>Numbers that are the same in every run.</summary>
    private static byte[] Damage(byte[] whole, int round)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(counter, round);
        var chance = SHA256.HashData(counter);
        var length = chance[0] < 40 ? BinaryPrimitives.ReadUInt16LittleEndian(chance.AsSpan(1)) % (whole.Length + 1) : whole.Length;
        var file = whole[..length];
        for (var change = 0; change < 1 + (chance[3] % 3) && file.Length > 0; change++)
        {
            var at = BinaryPrimitives.ReadUInt16LittleEndian(chance.AsSpan(4 + (3 * change))) % file.Length;

            // A sealed file would be derived in each round, which is what the bounds are for and not what this looks at.
            if (at is not (10 or 11))
            {
                file[at] = chance[20] % 2 == 0 ? chance[6 + (3 * change)] : (byte)(file[at] ^ (1 << (chance[6 + (3 * change)] % 8)));
            }
        }

        return file;
    }
}
