// The runtime looks for this name, wherever it is defined.
#pragma warning disable IDE0130
namespace System.Runtime.CompilerServices;

/// <summary>On an emitted assembly: it may use the internals of the assembly that is named.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
