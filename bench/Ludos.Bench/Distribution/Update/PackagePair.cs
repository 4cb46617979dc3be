namespace Ludos.Bench.Distribution.Update;

/// <summary>Two consecutive versions of a public package, pinned: chosen before anything was measured, and kept.</summary>
/// <param name="Id">The package.</param>
/// <param name="Old">The version held.</param>
/// <param name="OldSha256">Of its .nupkg.</param>
/// <param name="New">The version wanted.</param>
/// <param name="NewSha256">Of its .nupkg.</param>
/// <param name="Kind">What most of its bytes are.</param>
internal sealed record PackagePair(string Id, string Old, string OldSha256, string New, string NewSha256, string Kind)
{
    internal static readonly PackagePair[] All =
    [
        new("Newtonsoft.Json", "13.0.2", "112ca3b7f47bcbd743befcf949fb68ce4f9eff73ad9f7f1b39c2c61a1ebd3add", "13.0.3", "872fc189e638ab1056555b03aaa38f68bcb54286e221aa646eb1129babf63c77", "text and code"),
        new("Newtonsoft.Json", "13.0.3", "872fc189e638ab1056555b03aaa38f68bcb54286e221aa646eb1129babf63c77", "13.0.4", "f09081d457405baf35a973fa0c50d6bf272ed683f2568c5a620a49da952f6529", "text and code"),
        new("Microsoft.CodeAnalysis.NetAnalyzers", "10.0.403", "17bc3cd141fa7e9c595673f3878927bf5729ace97a8fae8baf7ff33ba1648f88", "10.0.404", "8307272611a7d216ea7c09ca1d52f838a3346c997d2d9fb6a0b2f45a990aee83", "text"),
        new("NUnit", "3.13.2", "76332ac570935fb5081fa5cf008fd13628aaa4a2a725d54e2272f199d5937301", "3.13.3", "667fac24817b89e36abbfb76470271e963c56f58e5f54b8d1e275bfcfc74bf71", "text"),
        new("FSharp.Core", "10.0.111", "57fb904bc478213dbe1622842c935bc0061879bb5d418820b015a647ac0f043b", "10.0.112", "73f0db3b1c124b5f1a5b32acb36ae31bbdb53cfa0f0226acd21b14f02454e26c", "code"),
        new("System.Text.Json", "10.0.9", "ecb35f049e50ff2c4eb856ba77498420134911f3bf50de49d77a9b205228ff90", "10.0.10", "be50bbe83a74f8d6360c2e8ee6f166e9bf65a0625f83fb6084e25f292ea2efbf", "code"),
        new("Polly.Core", "8.9.0", "e7c8e73c03806334f2bf431136d51c01bcfea01532373039dae85d8423a048e5", "8.9.1", "b4481818bfd4120b0c57fd335159c26e56a533281545d157f5c95d31c6e82f2f", "code"),
        new("Mono.Cecil", "0.11.5", "9cf1706f35b4f209c28da7417608bed7a307621b0f0179c52258af78bc4668d0", "0.11.6", "d2a23832aaa948ba9a01acc42b5726e34c5f995958f1b30d45c0e7c70b3a72d5", "code"),
        new("Microsoft.Web.WebView2", "1.0.4258.31", "56f7f4b8bf9aee4b8efefbbdd4f67d5f74ebd1b100ed0806da71bf76af481aa9", "1.0.4314.35", "90778deb1b77e36292828b4b5833c9255c27533f40e0ddd55891ae718944edc4", "native code"),
    ];

    internal string Name => $"{Id} {Old} to {New}";
}
