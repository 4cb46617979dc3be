using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace Ludos.Architecture.Tests;

public class FloorsTests
{
    private const string CliAssembly = "ludos";

    private static readonly Floors Plan = Floors.Load();

    public static TheoryData<string> Projects => [.. Plan.FloorOf.Keys];

    [Fact]
    public void EverySourceProjectHasAFloorAndEveryFloorAProject()
    {
        var projects = Checkout.Files
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal);
        Assert.Equal(Plan.FloorOf.Keys.Order(StringComparer.Ordinal), projects!);
    }

    [Fact]
    public void AllowedReferencesGoStrictlyDown()
    {
        foreach (var (project, references) in Plan.Allowed)
        {
            foreach (var reference in references)
            {
                Assert.True(Plan.FloorOf[reference] < Plan.FloorOf[project], $"{project} (floor {Plan.FloorOf[project]}) may not know {reference} (floor {Plan.FloorOf[reference]}).");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void DeclaredReferencesAreAllowed(string project)
    {
        var xml = XDocument.Parse(Checkout.Read($"src/{project}/{project}.csproj"));
        var references = xml.Descendants("ProjectReference").Select(node => Path.GetFileNameWithoutExtension(node.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(Plan.Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void CompiledReferencesAreAllowed(string project)
    {
        var name = project == "Ludos.Cli" ? CliAssembly : project;
        var assembly = Path.Combine(Checkout.Root, "artifacts", "bin", project, "release", name + ".dll");
        Assert.True(File.Exists(assembly), $"{assembly} is missing; build the solution in Release first.");
        using var file = File.OpenRead(assembly);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var references = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(reference => Plan.FloorOf.ContainsKey(reference) || reference == CliAssembly);
        Assert.Empty(references.Except(Plan.Allowed[project]));
    }

    [Fact]
    public void LowFloorsNeverNameWhatTheyMustNotKnow()
    {
        // Design invariant 1: the floors below Modules never speak of modules, games or carts.
        foreach (var path in Checkout.Sources(".cs").Where(path => path.StartsWith("src/Ludos.State/", StringComparison.Ordinal) || path.StartsWith("src/Ludos.Wasm/", StringComparison.Ordinal)))
        {
            var text = Checkout.Read(path);
            Assert.DoesNotContain("gmod", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Ludos.Modules", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Ludos.Runtime", text, StringComparison.Ordinal);
        }
    }
}
