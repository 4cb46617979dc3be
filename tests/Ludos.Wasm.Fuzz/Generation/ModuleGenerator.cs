using System.Text;
using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Makes a valid module from a seed: the same bytes for the same seed and features, on every machine.</summary>
public sealed class ModuleGenerator
{
    private const int MostFunctions = 10;
    private const int BodyBudget = 400;
    private const int InitialDataBytes = 512;
    private static readonly TextType[] Numbers = [GenTypes.I32, GenTypes.I64, GenTypes.F32, GenTypes.F64];

    private readonly FuzzRandom _random;
    private readonly ModulePlan _plan;
    private readonly ModuleSink _module = new();
    private readonly List<GeneratedExport> _exports = [];

    private ModuleGenerator(ulong seed, FuzzFeatures features)
    {
        _random = new FuzzRandom(seed);
        _plan = new ModulePlan(features);
    }

    public static GeneratedModule Generate(ulong seed, FuzzFeatures features) => new ModuleGenerator(seed, features).Run();

    private GeneratedModule Run()
    {
        Objects();
        Tags();
        Imports();
        Memories();
        Tables();
        var first = _plan.Functions.Count;
        var count = 3 + _random.Below(MostFunctions - 2);
        var types = new FunctionGenerator(_plan, _random, new GenSignature([], []), 0);
        for (var index = 0; index < count; index++)
        {
            _plan.Functions.Add(new GenSignature(AnyTypes(types, 4), AnyTypes(types, 3)));
        }

        Globals(types);
        Segments();
        for (var index = first; index < first + count; index++)
        {
            var body = new FunctionGenerator(_plan, _random, _plan.Functions[index], 30 + _random.Below(BodyBudget)).Body();
            AddFunction(_plan.Functions[index], body);
        }

        for (var index = first; index < first + count; index++)
        {
            Wrap(index);
        }

        AddExported("observe", new GenSignature([], [GenTypes.I64]), Wrapper.Observe(_plan));
        _plan.Types.ForEach(_module.Types.Add);
        return new GeneratedModule(_module.ToModule(needsDataCount: true), _exports, _plan.Memories.Count);
    }

    private TextType[] AnyTypes(FunctionGenerator types, int most) => [.. Enumerable.Range(0, _random.Below(most + 1)).Select(_ => types.AnyType())];

    private void Objects()
    {
        if (!_plan.Has(FuzzFeatures.Gc))
        {
            return;
        }

        TextType[] storage = [.. Numbers, new(0x78), new(0x77), GenTypes.AnyRef, GenTypes.EqRef];
        for (var index = 0; index < 4; index++)
        {
            var isArray = index % 2 == 1;
            var own = new TextType(TextType.RefNull, index);
            TextType[] fields = [.. Enumerable.Range(0, isArray ? 1 : 1 + _random.Below(4)).Select(_ => _random.OneIn(5) ? own : _random.Of(storage))];
            var sink = new ByteSink().Byte(isArray ? (byte)0x5E : (byte)0x5F);
            if (!isArray)
            {
                sink.Unsigned((ulong)fields.Length);
            }

            foreach (var field in fields)
            {
                field.WriteTo(sink).Byte(1);
            }

            _plan.Types.Add(sink);
            _plan.Objects.Add(new GenObject((uint)index, isArray, fields));
        }
    }

    private void Tags()
    {
        if (!_plan.Has(FuzzFeatures.Exceptions))
        {
            return;
        }

        for (var count = 2; count > 0; count--)
        {
            var tag = new GenSignature([.. Enumerable.Range(0, _random.Below(3)).Select(_ => _random.Of(Numbers))], []);
            _plan.Tags.Add(tag);
            _module.Tags.Add(new ByteSink().Byte(0).Unsigned(_plan.TypeIndex(tag)));
        }
    }

    private void Imports()
    {
        (string Name, GenSignature Signature)[] imports =
        [
            ("i", new([GenTypes.I32], [GenTypes.I32])), ("l", new([GenTypes.I64, GenTypes.I32], [GenTypes.I64])),
            ("f", new([GenTypes.F32], [GenTypes.F32])), ("d", new([GenTypes.F64], [GenTypes.F64])),
        ];
        foreach (var (name, signature) in imports)
        {
            _module.Imports.Add(new ByteSink().Sized("h"u8).Sized(Encoding.UTF8.GetBytes(name)).Byte(0).Unsigned(_plan.TypeIndex(signature)));
            _plan.Functions.Add(signature);
        }

        _plan.ImportedFunctions = imports.Length;
    }

    private void Memories()
    {
        var count = _plan.Has(FuzzFeatures.MultiMemory) ? 1 + _random.Below(3) : 1;
        for (var index = 0; index < count; index++)
        {
            var wide = _plan.Has(FuzzFeatures.Memory64) && _random.OneIn(2);
            _plan.Memories.Add(wide);
            _module.Memories.Add(LimitsText.Write(wide, 1, 1 + (ulong)_random.Below(3)));
            _module.Exports.Add(new ByteSink().Sized(Encoding.UTF8.GetBytes($"m{index}")).Byte(2).Unsigned((ulong)index));
        }
    }

    private void Tables()
    {
        _plan.Tables = 1 + _random.Below(2);
        for (var index = 0; index < _plan.Tables; index++)
        {
            _module.Tables.Add(TextType.FuncRef.WriteTo(new ByteSink()).Append(LimitsText.Write(false, FunctionGenerator.TableElements, FunctionGenerator.TableElements + 8)));
        }
    }

    private void Globals(FunctionGenerator types)
    {
        _plan.Globals.Add((GenTypes.I32, true));
        _module.Globals.Add(GenTypes.I32.WriteTo(new ByteSink()).Byte(1).Raw([0x41, 0, 0x0B]));
        _plan.Globals.Add((GenTypes.I64, true));
        _module.Globals.Add(GenTypes.I64.WriteTo(new ByteSink()).Byte(1).Raw([0x42, 0, 0x0B]));
        for (var count = 2 + _random.Below(6); count > 0; count--)
        {
            var type = types.AnyType();
            var mutable = !_random.OneIn(4);
            _plan.Globals.Add((type, mutable));
            _module.Globals.Add(type.WriteTo(new ByteSink()).Byte(mutable ? (byte)1 : (byte)0).Append(InitialValue(type)).Byte(0x0B));
        }
    }

    private ByteSink InitialValue(TextType type) => type switch
    {
        _ when type == GenTypes.I32 => new ByteSink().Byte(0x41).Signed((int)_random.Next()),
        _ when type == GenTypes.I64 => new ByteSink().Byte(0x42).Signed((long)_random.Next()),
        _ when type == GenTypes.F32 => new ByteSink().Byte(0x43).Fixed32(BitConverter.SingleToUInt32Bits((int)_random.Next() / 7f)),
        _ when type == GenTypes.F64 => new ByteSink().Byte(0x44).Fixed64(BitConverter.DoubleToUInt64Bits((long)_random.Next() / 7.0)),
        _ when type == GenTypes.V128 => new ByteSink().Byte(0xFD).Unsigned(12).Fixed64(_random.Next()).Fixed64(_random.Next()),
        _ => new ByteSink().Byte(0xD0).Signed(type.Heap),
    };

    private void Segments()
    {
        var data = Enumerable.Range(0, InitialDataBytes).Select(_ => (byte)_random.Next()).ToArray();
        _module.Data.Add(new ByteSink().Byte(0).Byte(_plan.Memories[0] ? (byte)0x42 : (byte)0x41).Signed(_random.Below(4096)).Byte(0x0B).Sized(data));
        _module.Data.Add(new ByteSink().Byte(1).Sized(data.AsSpan(0, 24)));
        _plan.DataSegments = 2;

        var functions = _plan.Functions.Count;
        var active = new ByteSink().Byte(0).Raw([0x41, 0, 0x0B]).Unsigned(FunctionGenerator.TableElements - 2);
        for (var index = 0; index < FunctionGenerator.TableElements - 2; index++)
        {
            _plan.TableSlots.Add(_random.Below(functions));
            active.Unsigned((ulong)_plan.TableSlots[index]);
        }

        var passive = new ByteSink().Byte(1).Byte(0).Unsigned(6);
        for (var index = 0; index < 6; index++)
        {
            passive.Unsigned((ulong)_random.Below(functions));
        }

        var declared = new ByteSink().Byte(3).Byte(0).Unsigned((ulong)functions);
        for (var index = 0; index < functions; index++)
        {
            declared.Unsigned((ulong)index);
        }

        _module.Elements.Add(active);
        _module.Elements.Add(passive);
        _module.Elements.Add(declared);
        _plan.ElementSegments = 2;
    }

    private void Wrap(int function)
    {
        var wrapper = new Wrapper(_plan, function);
        AddExported($"f{_exports.Count}", wrapper.Signature, wrapper.Body());
        _exports.Add(new GeneratedExport(
            $"f{_exports.Count}", [.. wrapper.Signature.Parameters.Select(type => type == GenTypes.I32 ? Wire.I32 : Wire.I64)], wrapper.Signature.Results.Length));
    }

    private void AddExported(string name, GenSignature signature, ByteSink body)
    {
        var index = (uint)_plan.ImportedFunctions + _module.Functions.Count;
        AddFunction(signature, body);
        _module.Exports.Add(new ByteSink().Sized(Encoding.UTF8.GetBytes(name)).Byte(0).Unsigned(index));
    }

    private void AddFunction(GenSignature signature, ByteSink body)
    {
        _module.Functions.Add(new ByteSink().Unsigned(_plan.TypeIndex(signature)));
        _module.Code.Add(new ByteSink().Sized(body));
    }
}
