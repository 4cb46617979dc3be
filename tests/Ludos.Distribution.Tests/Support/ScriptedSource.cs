using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Support;

/// <summary>A source in memory that answers as the test says.</summary>
internal sealed class ScriptedSource(string name, Func<ObjectRef, ResumePoint?, Result<ObjectReply, SourceErrorCode>> answer) : IObjectSource
{
    public int Asked;

    public string Name => name;

    public static ScriptedSource Honest(string name, Objects objects) => new(name, (wanted, _) => objects.ByDigest.TryGetValue(wanted.Digest, out var bytes)
        ? Whole(bytes)
        : new Fault<SourceErrorCode>(SourceErrorCode.NotThere, "not there"));

    public static ObjectReply Whole(byte[] bytes) => new(ObjectEncoding.Identity, "\"v\"", 0, bytes.Length, new MemoryStream(bytes));

    public ValueTask<Result<ObjectReply, SourceErrorCode>> Open(DownloadItem wanted, ResumePoint? resume, CancellationToken cancellation)
    {
        Interlocked.Increment(ref Asked);
        return new(answer(wanted.Object, resume));
    }
}
