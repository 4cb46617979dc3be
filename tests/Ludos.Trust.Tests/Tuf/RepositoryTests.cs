using Ludos.Base;
using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf;

public sealed class RepositoryTests
{
    private static readonly DateTimeOffset Now = SimulatedRepository.Now;
    private static readonly MemorySigner Anna = SimulatedRepository.Key(8);
    private static readonly KeySet AnnasKeys = KeySet.Of(Anna.PublicKey);

    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        var targets = new Dictionary<string, TargetFile> { ["b.json"] = TargetFile.Of("b"u8), ["a.json"] = TargetFile.Of("a"u8) };
        var turned = targets.Reverse().ToDictionary();

        Assert.Equal(
            TufRepository.Developer("anna", 1, Now, targets, [Anna]).Value.Bytes.ToArray(),
            TufRepository.Developer("anna", 1, Now, turned, [Anna]).Value.Bytes.ToArray());
    }

    [Fact]
    public void Every_path_falls_into_the_bin_of_its_first_digit()
    {
        for (var module = 0; module < 200; module++)
        {
            var path = $"module-{module}.json";
            Assert.Equal(PathDigest.Of(path).ToString()[..1], TufRoles.Bin(TufRoles.BinOf(path))[^1..]);
        }
    }

    [Theory]
    [InlineData("*.json")]
    [InlineData("a?.json")]
    [InlineData("[a].json")]
    [InlineData("../a.json")]
    [InlineData("/a.json")]
    public void A_developer_cannot_be_given_a_pattern(string path) => Assert.Throws<ArgumentException>(() =>
        TufRepository.Bin(TufRoles.BinOf(path), 1, Now, [new DeveloperDelegation("anna", AnnasKeys, [path])], [Anna]));

    [Fact]
    public void A_module_has_one_developer() => Assert.Throws<ArgumentException>(() =>
        TufRepository.Bin(TufRoles.BinOf("a.json"), 1, Now, [new("anna", AnnasKeys, ["a.json"]), new("bert", AnnasKeys, ["a.json"])], [Anna]));

    [Fact]
    public void A_key_that_does_not_sign_is_a_fault_that_names_it()
    {
        var fault = TufRepository.Developer("anna", 1, Now, new Dictionary<string, TargetFile>(), [new LockedSigner()]).Fault!;

        Assert.Equal(TufErrorCode.NotSigned, fault.Code);
        Assert.Contains("dev-anna", fault.Message, StringComparison.Ordinal);
        Assert.Equal("Unlock it.", fault.Mend);
    }

    [Fact]
    public void A_developers_role_is_checked_as_clients_will_check_it()
    {
        var good = Submission(4);

        var accepted = DeveloperSubmission.Check("anna", AnnasKeys, 3, good, Now).Value;

        Assert.Equal("4.dev-anna.json", accepted.Signed.FileName);
        Assert.Equal(good, accepted.Signed.Bytes.ToArray());
        Assert.True(accepted.Metadata.Targets.ContainsKey("shoal.json"));
    }

    [Fact]
    public void A_developers_role_that_clients_would_refuse_is_refused()
    {
        Assert.Equal(TufErrorCode.WrongVersion, DeveloperSubmission.Check("anna", AnnasKeys, 4, Submission(4), Now).Fault!.Code);
        Assert.Equal(TufErrorCode.WrongVersion, DeveloperSubmission.Check("anna", AnnasKeys, 2, Submission(4), Now).Fault!.Code);
        Assert.Equal(TufErrorCode.Expired, DeveloperSubmission.Check("anna", AnnasKeys, 3, Submission(4), Now.AddYears(1)).Fault!.Code);
        Assert.Equal(TufErrorCode.TooFewSignatures, DeveloperSubmission.Check("anna", KeySet.Of(SimulatedRepository.Key(9).PublicKey), 3, Submission(4), Now).Fault!.Code);
        Assert.Equal(TufErrorCode.BadName, DeveloperSubmission.Check("anna", AnnasKeys, 3, Submission(4, "../x"), Now).Fault!.Code);
        Assert.Equal(TufErrorCode.BadJson, DeveloperSubmission.Check("anna", AnnasKeys, 3, "{"u8.ToArray(), Now).Fault!.Code);
        Assert.Equal(TufErrorCode.TooLarge, DeveloperSubmission.Check("anna", AnnasKeys, 3, new byte[TufLimits.Default.MaxTargetsBytes + 1], Now).Fault!.Code);
        var delegating = new TargetsMetadata(4, Now.AddDays(9), new Dictionary<string, TargetFile>(), new Delegations(new Dictionary<string, TufKey>(), []));
        Assert.Equal(TufErrorCode.BadMetadata, DeveloperSubmission.Check("anna", AnnasKeys, 3, TufRepository.Role("dev-anna", delegating, [Anna]).Value.Bytes, Now).Fault!.Code);
    }

    private static byte[] Submission(long version, string path = "shoal.json") =>
        TufRepository.Developer("anna", version, Now.AddDays(9), new Dictionary<string, TargetFile> { [path] = TargetFile.Of("x"u8) }, [Anna]).Value.Bytes.ToArray();

    private sealed class LockedSigner : ISigner
    {
        public PublicKey PublicKey => Anna.PublicKey;

        public Result<byte[], SignErrorCode> Sign(SigningContext context, ReadOnlyMemory<byte> message) => new Fault<SignErrorCode>(SignErrorCode.NoKey, "The store is locked.", "Unlock it.");
    }
}
