using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Support;

/// <summary>A developer who speaks to a registry in raw HTTP, so that tests can spoil any part of what is sent.</summary>
internal sealed class PondPublisher : IDisposable
{
    private readonly Dictionary<string, TargetFile> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModuleIndex> _indices = new(StringComparer.Ordinal);

    private PondPublisher(Uri registry, TestClock clock, string name, MemorySigner key, Certificate certificate)
    {
        Clock = clock;
        Name = name;
        Key = key;
        Certificate = certificate;
        Http = new HttpClient { BaseAddress = registry };
    }

    public string Name { get; }

    public TestClock Clock { get; }

    public MemorySigner Key { get; }

    public Certificate Certificate { get; }

    public HttpClient Http { get; }

    /// <summary>The version of the role that was published last.</summary>
    public long RoleVersion { get; private set; }

    /// <summary>Enrols and logs in.</summary>
    public static async Task<PondPublisher> JoinAsync(RegistryFixture registry, TestClock clock, string name, params string[] modules)
    {
        var key = MemorySigner.Generate();
        var publisher = new PondPublisher(registry.Address, clock, name, key, registry.Enrol(name, key.PublicKey, modules));
        await publisher.LogInAsync();
        return publisher;
    }

    /// <summary>Who publishes at a server that was started again; null for the first time.</summary>
    public static PondPublisher Continue(PondPublisher? before, Uri address, TestClock clock, string name, MemorySigner key, Certificate certificate)
    {
        before?.Dispose();
        return new PondPublisher(address, clock, name, key, certificate);
    }

    /// <summary>Takes what is published as the base of what comes next.</summary>
    public async Task CatchUpAsync(string id)
    {
        var timestamp = (await GetAsync("tuf/timestamp.json")).Json!;
        var snapshot = (await GetAsync($"tuf/{timestamp["signed"]!["meta"]!["snapshot.json"]!["version"]}.snapshot.json")).Json!;
        if (snapshot["signed"]!["meta"]![$"dev-{Name}.json"] is not { } role)
        {
            return;
        }

        RoleVersion = role["version"]!.GetValue<long>();
        var metadata = DeveloperRole.Read((await GetAsync($"tuf/{RoleVersion}.dev-{Name}.json")).Body).Value;
        var target = ModuleIndex.TargetNameOf(id);
        _targets[target] = metadata.Targets[target];
        _indices[id] = ModuleIndex.Parse((await GetAsync($"targets/{TufNames.Target(target, metadata.Targets[target].Hashes.FileNamePrefix!)}")).Body, target).Value;
    }

    /// <summary>The minor version that comes next.</summary>
    public int NextMinor(string id) => _indices.TryGetValue(id, out var index) ? index.Versions.Length : 0;

    public async Task LogInAsync()
    {
        var login = await PostAsync("login", await LoginAsync(Name, Key));
        Assert.Equal(HttpStatusCode.OK, login.Status);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.Json!["token"]!.GetValue<string>());
    }

    /// <summary>A signed login for a fresh challenge.</summary>
    public async Task<byte[]> LoginAsync(string? name, MemorySigner key, string registry = RegistryFixture.Name)
    {
        var ask = new JsonObject { ["key"] = new JsonObject { ["algorithm"] = key.PublicKey.Algorithm, ["public"] = Convert.ToBase64String(key.PublicKey.Bytes.Span) } };
        if (name is not null)
        {
            ask["name"] = name;
        }

        var challenge = await PostAsync("login/challenge", Encoding.UTF8.GetBytes(ask.ToJsonString()));
        Assert.Equal(HttpStatusCode.OK, challenge.Status);
        return new LoginStatement(registry, name, key.PublicKey, challenge.Json!["challenge"]!.GetValue<string>()).Sign(key).Value.ToJson();
    }

    public async Task<HttpStatusCode> PutAsync(Digest digest, byte[] body, string? encoding = null, string query = "")
    {
        using var content = new ByteArrayContent(body);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var answer = await Http.PutAsync(new Uri($"objects/{digest}{query}", UriKind.Relative), content);
        return answer.StatusCode;
    }

    public async Task UploadAsync(PondModule module)
    {
        foreach (var (digest, bytes) in module.Objects)
        {
            Assert.Contains(await PutAsync(digest, bytes), new[] { HttpStatusCode.Created, HttpStatusCode.NoContent });
        }
    }

    /// <summary>Uploads and publishes; what was published becomes the base of the next.</summary>
    public async Task<PondAnswer> PublishAsync(PondModule module)
    {
        await UploadAsync(module);
        var draft = Draft(module);
        var answer = await PostAsync("releases", draft.Body());
        if (answer.Status == HttpStatusCode.Created)
        {
            Accept(draft);
        }

        return answer;
    }

    public void Accept(PondDraft draft)
    {
        _indices[draft.Module.Id] = draft.Index;
        _targets[draft.Index.TargetName] = TargetFile.Of(draft.Index.Write());
        RoleVersion = draft.RoleVersion;
    }

    /// <summary>The release as it should be, ready to be spoilt.</summary>
    public PondDraft Draft(PondModule module)
    {
        var release = new Release(module.Id, module.Version, Name, new ObjectRef(module.Digest, module.Bytes.Length), module.Head.Length, new ObjectRef(module.MapDigest, module.MapBytes.Length), [], null);
        var releaseBytes = release.Write();
        var manifest = ModuleManifest.Parse(GmodReader.Read(module.Bytes, module.Id).Value.Files.First(file => file.Path == "module.json").Bytes, "module.json").Value;
        var entry = new IndexedVersion(
            module.Version,
            new ObjectRef(Digest.Of(releaseBytes), releaseBytes.Length),
            module.Digest,
            "module",
            module.Bytes.Length,
            [.. manifest.Dependencies.OrderBy(dependency => dependency.Id, StringComparer.Ordinal)],
            [.. manifest.Grants.Order(StringComparer.Ordinal)],
            null);
        var index = (_indices.GetValueOrDefault(module.Id) ?? new ModuleIndex(module.Id, Name, [])).With(entry);
        return new PondDraft(this, module, releaseBytes, index, RoleVersion + 1, new Dictionary<string, TargetFile>(_targets, StringComparer.Ordinal));
    }

    public ModuleIndex IndexOf(string id) => _indices[id];

    public IReadOnlyDictionary<string, TargetFile> Targets => _targets;

    public async Task<PondAnswer> PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await PondAnswer.OfAsync(answer);
    }

    public async Task<PondAnswer> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await PondAnswer.OfAsync(answer);
    }

    public void Dispose() => Http.Dispose();
}
