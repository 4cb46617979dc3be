using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Units;

/// <summary>A library of the host's own methods: trusted code, neither bounded nor stopped. Its methods must bear being called from several threads.</summary>
public sealed class NativeLibrary : Library
{
    private readonly ImmutableArray<NativeMethod> _bodies;

    private NativeLibrary(string name, ImmutableArray<string> methods, ImmutableArray<NativeMethod> bodies)
        : base(name, methods) => _bodies = bodies;

    public static Result<NativeLibrary, LibraryErrorCode> Of(string name, IEnumerable<(string Name, NativeMethod Body)> methods)
    {
        ImmutableArray<(string Name, NativeMethod Body)> all = [.. methods];
        if (NameProblem(name) is { } problem)
        {
            return problem;
        }

        if (all.Length is 0 or > LibraryLimits.MaxMethods || all.DistinctBy(method => method.Name).Count() != all.Length)
        {
            return new Fault<LibraryErrorCode>(LibraryErrorCode.BadExports, $"Library {name} has {all.Length} methods, or two of one name.", $"Give it 1 to {LibraryLimits.MaxMethods}, each of another name.");
        }

        return new NativeLibrary(name, [.. all.Select(method => method.Name)], [.. all.Select(method => method.Body)]);
    }

    private protected override Result<LibraryInstance, LibraryErrorCode> StartCore() => new Instance(this);

    private sealed class Instance(NativeLibrary library) : LibraryInstance(library)
    {
        public override void RequestStop()
        {
        }

        public override void Dispose()
        {
        }

        private protected override ExecuteOutcome ExecuteCore(int method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
        {
            int written;
            try
            {
                written = library._bodies[method](input, parameters, output);
            }
#pragma warning disable CA1031 // Whatever a method throws ends its own call only.
            catch (Exception error)
#pragma warning restore CA1031
            {
                return new ExecuteOutcome(ExecuteCode.HostFault, Detail: $"{library.Name}.{library.Methods[method]} threw {error.GetType().Name}: {error.Message}");
            }

            return written < 0 ? new ExecuteOutcome(ExecuteCode.ReturnedFault, UnitCode: written)
                : written > output.Length ? new ExecuteOutcome(ExecuteCode.OutputTooSmall, written)
                : new ExecuteOutcome(ExecuteCode.Ok, written);
        }
    }
}
