namespace Ludos.Wasm.Tests.Scripts;

/// <summary>Carries out one script, directive by directive; a thread of a script has a runner of its own.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly CompileOptions _options;
    private readonly ModuleLoader _loader;
    private readonly ActionRunner _actions = new();
    private readonly Dictionary<string, Slot> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Loaded<CompiledModule>> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptThread> _threads = new(StringComparer.Ordinal);
    private readonly List<DirectiveOutcome> _outcomes = [];
    private Loaded<CompiledModule> _lastDefinition;
    private Slot _current = Slot.Broken;

    private ScriptRunner(CompileOptions options)
    {
        _options = options;
        _loader = new ModuleLoader(options);
    }

    public static ScriptReport Run(string name, byte[] source, CompileOptions options)
    {
        using var runner = new ScriptRunner(options);
        return new ScriptReport(name, runner.RunAll(ScriptReader.Read(source)));
    }

    /// <summary>A runner that knows the named instances of <paramref name="outer"/> that a thread shares, under their own names.</summary>
    public static ScriptRunner ForThread(ScriptRunner outer, IEnumerable<string> shared)
    {
        var runner = new ScriptRunner(outer._options);
        foreach (var name in shared)
        {
            runner._named[name] = outer.Find(name);
        }

        return runner;
    }

    public IReadOnlyList<DirectiveOutcome> RunAll(IEnumerable<Directive> directives)
    {
        foreach (var directive in directives)
        {
            _outcomes.Add(new DirectiveOutcome(directive, Step(directive)));
        }

        foreach (var thread in _threads.Values)
        {
            _outcomes.AddRange(thread.Join());
        }

        return _outcomes;
    }

    public void Dispose()
    {
        foreach (var thread in _threads.Values)
        {
            thread.Dispose();
        }

        _actions.Dispose();
        _loader.Dispose();
    }

    /// <summary>What the engine should never throw is this directive's failure, and not the end of the run.</summary>
    private Outcome Step(Directive directive)
    {
        try
        {
            return Run(directive);
        }
        catch (Exception escaped) when (escaped is not OutOfMemoryException)
        {
            return Outcome.Failed($"the engine threw {escaped}");
        }
    }

    private Outcome Run(Directive directive) => directive switch
    {
        ModuleDirective { DefinitionOnly: true } module => Define(module),
        ModuleDirective module => Instantiate(module.Name, _loader.Compile(module.Source)),
        InstanceDirective instance => Instantiate(instance.Name, instance.Definition is { } name ? _definitions.GetValueOrDefault(name) : _lastDefinition),
        RegisterDirective register => Register(register),
        ActionDirective action => OnSlot(action.Action, slot => _actions.Succeeds(slot, action.Action)),
        AssertReturn assertion => OnSlot(assertion.Action, slot => _actions.Returns(slot, assertion.Action, assertion.Expected)),
        AssertTrap assertion => OnSlot(assertion.Action, slot => _actions.Traps(slot, assertion.Action, assertion.Message)),
        AssertException assertion => OnSlot(assertion.Action, slot => _actions.Throws(slot, assertion.Action)),
        AssertModuleTrap assertion => ExpectModuleTrap(assertion),
        AssertRefused { Refusal: Refusal.Unlinkable } assertion => Expect(_loader.InstantiateRefused(assertion.Source), WasmErrorCode.Unlinkable),
        AssertRefused { Refusal: Refusal.Invalid } assertion => Expect(ModuleLoader.Decode(assertion.Source), WasmErrorCode.Invalid),
        AssertRefused assertion => ExpectMalformed(assertion),
        ThreadDirective thread => Start(thread),
        WaitDirective wait => Wait(wait),
        _ => throw new InvalidOperationException($"No way to run {directive}."),
    };

    private Outcome Define(ModuleDirective module)
    {
        _lastDefinition = _loader.Compile(module.Source);
        if (module.Name is { } name)
        {
            _definitions[name] = _lastDefinition;
        }

        return ExpectDone(_lastDefinition);
    }

    private Outcome Instantiate(string? name, Loaded<CompiledModule> definition)
    {
        var loaded = definition.Value is { } compiled ? _loader.Instantiate(compiled) : definition.As<WasmInstance>();
        _current = new Slot(loaded.Value);
        if (name is not null)
        {
            _named[name] = _current;
        }

        return ExpectDone(loaded);
    }

    private Outcome Register(RegisterDirective directive)
    {
        var slot = Find(directive.Instance);
        _loader.Register(directive.As, slot);
        return slot.Instance is null ? Outcome.Failed("registers a module that was not instantiated") : Outcome.Passed;
    }

    private Outcome Start(ThreadDirective directive)
    {
        if (_threads.ContainsKey(directive.Name))
        {
            return Outcome.Failed($"a second thread {directive.Name}");
        }

        _threads.Add(directive.Name, new ScriptThread(ForThread(this, directive.Shared), directive));
        return Outcome.Passed;
    }

    private Outcome Wait(WaitDirective directive)
    {
        if (!_threads.Remove(directive.Name, out var thread))
        {
            return Outcome.Failed($"no thread {directive.Name}");
        }

        using (thread)
        {
            _outcomes.AddRange(thread.Join());
        }

        return Outcome.Passed;
    }

    private Slot Find(string? name) => name is null ? _current : _named.GetValueOrDefault(name, Slot.Broken);

    private Outcome OnSlot(ScriptAction action, Func<WasmInstance, Outcome> run) =>
        Find(action.Instance).Instance is { } instance ? run(instance) : Outcome.Failed("acts on a module that was not instantiated");

    private static Outcome ExpectDone<T>(Loaded<T> loaded)
        where T : class => loaded.Stage == Stage.Done ? Outcome.Passed : Outcome.Failed($"module not accepted, {loaded.Detail}");

    private static Outcome Expect<T>(Loaded<T> loaded, WasmErrorCode code)
        where T : class => loaded.Stage switch
        {
            Stage.Refused when loaded.Code == code => Outcome.Passed,
            Stage.Done => Outcome.Failed($"wanted {code}, was accepted"),
            _ => Outcome.Failed($"wanted {code}, got {loaded.Detail}"),
        };

    private Outcome ExpectModuleTrap(AssertModuleTrap assertion)
    {
        var loaded = _loader.InstantiateRefused(assertion.Source);
        var outcome = Expect(loaded, WasmErrorCode.InstantiationTrapped);
        var kind = TrapMessages.KindOf(assertion.Message);
        return outcome.Kind != OutcomeKind.Passed || loaded.Detail.StartsWith($"{WasmErrorCode.InstantiationTrapped}: {kind}:", StringComparison.Ordinal)
            ? outcome
            : Outcome.Failed($"wanted {kind}, got {loaded.Detail}");
    }

    /// <summary>What is written as text is the text reader's to refuse; bytes are the decoder's.</summary>
    private static Outcome ExpectMalformed(AssertRefused assertion)
    {
        var loaded = ModuleLoader.Decode(assertion.Source);
        return loaded.Stage == Stage.Text ? Outcome.Passed
            : assertion.Source is BinarySource ? Expect(loaded, WasmErrorCode.Malformed)
            : Outcome.Failed($"the text reader accepted what is malformed ({assertion.Message}); then {loaded.Stage} {loaded.Detail}");
    }
}
