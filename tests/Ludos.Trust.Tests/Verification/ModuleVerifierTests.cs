using System.Reflection;
using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests;

public sealed class ModuleVerifierTests
{
    private static readonly byte[] Some = [1, 2, 3];

    [Theory]
    [InlineData(ModuleOrigin.CommandLine, false, true)]
    [InlineData(ModuleOrigin.Watch, false, true)]
    [InlineData(ModuleOrigin.GmodFile, false, false)]
    [InlineData(ModuleOrigin.Dropped, false, false)]
    [InlineData(ModuleOrigin.CommandLine, true, true)]
    [InlineData(ModuleOrigin.Watch, true, true)]
    [InlineData(ModuleOrigin.GmodFile, true, true)]
    [InlineData(ModuleOrigin.Dropped, true, true)]
    public void OriginDecidesWhetherASignatureIsNeeded(ModuleOrigin origin, bool dev, bool isAccepted)
    {
        Result<VerifiedModule, TrustErrorCode> result = new ModuleVerifier(dev).Verify(Some, origin, "fish.gmod");

        Assert.Equal(isAccepted, result.IsOk);
        if (!isAccepted)
        {
            Assert.Equal(TrustErrorCode.UnsignedNeedsDev, result.Fault!.Code);
            Assert.Contains("fish.gmod", result.Fault.Message, StringComparison.Ordinal);
            Assert.Contains("--dev", result.Fault.Mend, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AcceptedBytesAreMeasured()
    {
        VerifiedModule module = new ModuleVerifier(false).Verify(Some, ModuleOrigin.CommandLine, "a.wasm").Value;

        Assert.Equal(Digest.Of(Some), module.Digest);
        Assert.Equal(Some, module.Bytes.ToArray());
        Assert.Equal("a.wasm", module.Name);
        Assert.Equal(ModuleOrigin.CommandLine, module.Origin);
    }

    [Fact]
    public void WhatIsChangedAfterwardsIsNotWhatRuns()
    {
        byte[] bytes = [1, 2, 3];
        VerifiedModule module = new ModuleVerifier(false).Verify(bytes, ModuleOrigin.CommandLine, "a.wasm").Value;

        bytes[0] = 99;

        Assert.Equal(module.Digest, Digest.Of(module.Bytes.Span));
    }

    [Fact]
    public void NothingIsNoModule() =>
        Assert.Equal(TrustErrorCode.Empty, new ModuleVerifier(true).Verify(default, ModuleOrigin.CommandLine, "a").Fault!.Code);

    [Fact]
    public void OneByteTooManyIsRefused()
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(TrustLimits.MaxModuleBytes + 1);

        Fault<TrustErrorCode> fault = new ModuleVerifier(true).Verify(bytes, ModuleOrigin.CommandLine, "big.gmod").Fault!;

        Assert.Equal(TrustErrorCode.TooLarge, fault.Code);
        Assert.Contains("268,435,457", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheVerifierMakesAVerifiedModule()
    {
        Assert.Empty(typeof(VerifiedModule).GetConstructors());
        Assert.Empty(typeof(VerifiedModule).GetMethods(BindingFlags.Public | BindingFlags.Static));
        Assert.All(typeof(VerifiedModule).GetProperties(), property => Assert.Null(property.SetMethod));
    }
}
