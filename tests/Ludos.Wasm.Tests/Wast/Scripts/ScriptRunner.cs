namespace Ludos.Wasm.Tests.Wast.Scripts;

/// <summary>Carries out one script, directive by directive.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly ModuleLoader _loader = new();
    private readonly ActionRunner _actions = new();
    private readonly Dictionary<string, Slot> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Definition> _definitions = new(StringComparer.Ordinal);
    private Definition _lastDefinition;
    private Slot _current = Slot.Broken;

    private readonly record struct Definition(Loaded<CompiledModule> Code, Adaptation Adaptation);

    public static ScriptReport Run(string name, byte[] source)
    {
        using var runner = new ScriptRunner();
        return new ScriptReport(name, [.. ScriptReader.Read(source).Select(directive => new DirectiveOutcome(directive, runner.Step(directive)))]);
    }

    public void Dispose()
    {
        _actions.Dispose();
        _loader.Dispose();
    }

    private Outcome Step(Directive directive)
    {
        var outcome = Run(directive);
        var instantiated = directive switch
        {
            ModuleDirective { DefinitionOnly: false } module => module.Source,
            AssertModuleTrap trap => trap.Source,
            _ => null,
        };
        if (outcome.Kind == OutcomeKind.Later && instantiated is not null)
        {
            _loader.LeaveImportsForLater(instantiated, outcome.Detail);
        }

        return outcome;
    }

    private Outcome Run(Directive directive) => directive switch
    {
        ModuleDirective { DefinitionOnly: true } module => Define(module),
        ModuleDirective module => DefineAndInstantiate(module),
        InstanceDirective instance => Instantiate(instance),
        RegisterDirective register => Register(register),
        ActionDirective action => OnSlot(action.Action, slot => _actions.Succeeds(slot, action.Action)),
        AssertReturn assertion => OnSlot(assertion.Action, slot => _actions.Returns(slot, assertion.Action, assertion.Expected)),
        AssertTrap assertion => OnSlot(assertion.Action, slot => _actions.Traps(slot, assertion.Action, assertion.Message)),
        AssertModuleTrap assertion => ExpectModuleTrap(assertion),
        AssertRefused { Refusal: Refusal.Unlinkable } assertion => Expect(_loader.InstantiateRefused(assertion.Source), WasmErrorCode.Unlinkable),
        AssertRefused { Refusal: Refusal.Invalid } assertion => Expect(ModuleLoader.Decode(assertion.Source), WasmErrorCode.Invalid),
        AssertRefused assertion => ExpectMalformed(assertion),
        LaterDirective later => Outcome.Later(later.Proposal),
        _ => throw new InvalidOperationException($"No way to run {directive}."),
    };

    private static Definition Compile(ModuleSource source)
    {
        var decoded = ModuleLoader.DecodeAccepted(source, out var adaptation);
        return new Definition(decoded.Value is { } module ? Loaded<CompiledModule>.Done(module.Compile()) : decoded.As<CompiledModule>(), adaptation);
    }

    private Outcome Define(ModuleDirective module)
    {
        _lastDefinition = Compile(module.Source);
        if (module.Name is { } name)
        {
            _definitions[name] = _lastDefinition;
        }

        return ExpectDone(_lastDefinition.Code) with { Adaptation = _lastDefinition.Adaptation };
    }

    private Outcome DefineAndInstantiate(ModuleDirective module) => Instantiate(module.Name, Compile(module.Source));

    private Outcome Instantiate(InstanceDirective directive) => Instantiate(
        directive.Name,
        directive.Definition is { } name ? _definitions.GetValueOrDefault(name) : _lastDefinition);

    private Outcome Instantiate(string? name, Definition definition)
    {
        var loaded = definition.Code.Value is { } compiled ? _loader.Instantiate(compiled) : definition.Code.As<WasmInstance>();
        _current = new Slot(loaded.Value, loaded.Stage == Stage.Later ? loaded.Detail : null, definition.Adaptation);
        if (name is not null)
        {
            _named[name] = _current;
        }

        return ExpectDone(loaded) with { Adaptation = loaded.Stage == Stage.Done ? definition.Adaptation : Adaptation.None };
    }

    private Outcome Register(RegisterDirective directive)
    {
        var slot = Find(directive.Instance);
        _loader.Register(directive.As, slot);
        return slot switch
        {
            { Later: { } later } => Outcome.Later(later),
            { Instance: null } => Outcome.Failed("registers a module that was not instantiated"),
            _ => Outcome.Passed,
        };
    }

    private Slot Find(string? name) => name is null ? _current : _named.GetValueOrDefault(name, Slot.Broken);

    private Outcome OnSlot(ScriptAction action, Func<WasmInstance, Outcome> run) => Find(action.Instance) switch
    {
        { Later: { } later } => Outcome.Later(later),
        { Instance: { } instance } => run(instance),
        _ => Outcome.Failed("acts on a module that was not instantiated"),
    };

    private static Outcome ExpectDone<T>(Loaded<T> loaded)
        where T : class => loaded.Stage switch
        {
            Stage.Done => Outcome.Passed,
            Stage.Later => Outcome.Later(loaded.Detail),
            _ => Outcome.Failed($"module not accepted, {loaded.Detail}"),
        };

    private static Outcome Expect<T>(Loaded<T> loaded, WasmErrorCode code)
        where T : class => loaded.Stage switch
        {
            Stage.Later => Outcome.Later(loaded.Detail),
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

    private static Outcome ExpectMalformed(AssertRefused assertion)
    {
        var loaded = ModuleLoader.Decode(assertion.Source);
        return loaded.Stage == Stage.Text ? Outcome.Passed : Expect(loaded, WasmErrorCode.Malformed);
    }
}
