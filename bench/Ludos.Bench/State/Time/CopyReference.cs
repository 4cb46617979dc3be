using System.Globalization;
using System.Text;
using Ludos.Platform.Processes;

namespace Ludos.Bench.State.Time;

/// <summary>The C library's memcpy in another process, asked between our own rounds.</summary>
internal sealed class CopyReference : IDisposable
{
    private readonly ChildProcess _child;

    /// <exception cref="BenchmarkSetupException">It could not be built or started.</exception>
    public CopyReference(StateBenchContext context)
    {
        var program = context.Reference("memcpy");
        _child = ChildProcess.Start(program, [], ChildStreams.Piped).TryGet(out var child, out var fault) ? child : throw new BenchmarkSetupException(fault.ToString());
    }

    /// <summary>Microseconds of one copy.</summary>
    /// <exception cref="BenchmarkSetupException">It ended.</exception>
    public double Microseconds(long bytes, int copies)
    {
        _child.Input.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes} {copies}\n")));
        _child.Input.Flush();
        var line = _child.Output.ReadLine() ?? throw new BenchmarkSetupException("The reference memcpy ended.");
        return double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture) / 1000;
    }

    public void Dispose() => _child.Dispose();
}
