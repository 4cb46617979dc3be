using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>The SHA-256 of a target path in UTF-8: what hashed bins divide by.</summary>
internal static class PathDigest
{
    public static Digest Of(string targetPath) => Digest.Of(Encoding.UTF8.GetBytes(targetPath));
}
