import { describe, expect, it } from 'vitest';
import { Arena } from '../../src/arena/arena';
import { bytesSchema, must, openRegion } from './schemas';

describe('a region', () => {
  it.each([1, 3, 4])('with %i slots shows what was published, and nothing else', (slots) => {
    const { region, writer, outside } = openRegion(100, slots);
    expect(outside.epoch).toBe(1n);
    writer.begin('replace').fill(7);
    if (slots > 1) expect(outside.front[0]).toBe(0);
    expect(outside.epoch).toBe(1n);
    expect(writer.publish()).toBe(2n);
    expect(outside.epoch).toBe(2n);
    expect([...outside.front]).toEqual(Array(100).fill(7));
    writer.begin('carry')[3] = 9;
    writer.discard();
    expect(region.front[3]).toBe(7);
    expect(region.epoch).toBe(2n);
  });

  it('spares a pinned slot while it has another, and takes it when it has none', () => {
    const { writer, outside, region } = openRegion(64, 3);
    const reader = outside.openReader();
    const pinned = reader.open();
    for (let i = 0; i < 5; i++) {
      writer.begin('replace').fill(i + 1);
      writer.publish();
    }
    expect(pinned[0]).toBe(0);
    expect(reader.close()).toBe('ok');

    const second = outside.openReader();
    const [a, b] = [reader, second];
    a.open();
    writer.begin('replace').fill(20);
    writer.publish();
    b.open();
    writer.begin('replace').fill(21);
    writer.publish();
    expect(region.revocations).toBe(0n);
    writer.begin('replace').fill(22);
    writer.publish();
    expect(region.revocations).toBe(1n);
    expect([a.close(), b.close()]).toEqual(['revoked', 'ok']);
  });

  it('with one slot revokes who reads while it is written', () => {
    const { writer, outside } = openRegion(64, 1);
    const reader = outside.openReader();
    reader.open();
    writer.begin('carry')[0] = 1;
    expect(reader.close()).toBe('revoked');
    reader.open();
    writer.publish();
    expect(reader.close()).toBe('revoked');
    expect(reader.open()[0]).toBe(1);
    expect(reader.close()).toBe('ok');
  });

  it('a reader beyond the pins of its page still knows what its read was worth', () => {
    const { writer, outside } = openRegion(64, 3);
    const readers = Array.from({ length: 9 }, () => outside.openReader());
    readers.forEach((reader) => reader.open());
    expect(readers[8]!.close()).toBe('ok');
    readers[8]!.open();
    for (let i = 0; i < 3; i++) {
      writer.begin('replace').fill(i);
      writer.publish();
    }
    expect(readers[0]!.close()).toBe('ok');
    readers.forEach((reader, i) => i > 0 && i < 8 && reader.close());
  });

  it('puts held content in front again under a new epoch', () => {
    const { writer, outside } = openRegion(64, 4);
    writer.begin('replace').fill(5);
    writer.publish();
    const hold = writer.holdFront();
    for (let i = 0; i < 9; i++) {
      writer.begin('replace').fill(100 + i);
      writer.publish();
    }
    expect(writer.republish(hold)).toBe(12n);
    expect(outside.front[63]).toBe(5);
    hold.release();
    expect(() => writer.republish(hold)).toThrow('released');
    writer.begin('patch');
    writer.change(0, 1)[0] = 1;
    writer.publish();
    expect([...outside.front]).toEqual([1, ...Array<number>(63).fill(5)]);
  });

  it('has one writer, whose death another may inherit', () => {
    const { region, writer } = openRegion(64, 1);
    writer.begin('carry').fill(99);
    const refused = region.acquireWriter(2n);
    expect(!refused.ok && refused.fault.code).toBe('leaseHeld');
    expect(region.inheritWriter(7n, 2n).ok).toBe(false);
    const heir = must(region.inheritWriter(1n, 2n));
    expect([...region.front]).toEqual(Array(64).fill(0));
    heir.begin('carry')[0] = 3;
    expect(heir.publish()).toBe(2n);
    heir.dispose();
    expect(region.acquireWriter(3n).ok).toBe(true);
  });

  it('refuses a patch beyond its bytes, a change outside a patch, and an epoch that goes back', () => {
    const { writer } = openRegion(64, 3);
    writer.begin('patch');
    expect(() => writer.change(60, 5)).toThrow(RangeError);
    expect(() => writer.change(-1, 1)).toThrow(RangeError);
    writer.discard();
    writer.begin('replace');
    expect(() => writer.change(0, 1)).toThrow('No patch');
    expect(() => writer.publish(1n)).toThrow(RangeError);
    expect(writer.publish(90n)).toBe(90n);
  });
});

describe('an arena', () => {
  it('shows a region that was added later once it is mapped', () => {
    const arena = must(Arena.create());
    const other = must(Arena.attach(must(arena.admit())));
    const changes = other.changes;
    const region = must(arena.add({ ...bytesSchema('later', 10, 3), fields: [{ id: 4, name: 'x', type: 'f64', count: 2 }, { id: 9, name: 'é', type: 'i16', count: 1 }], isVolatile: true }));
    expect(other.changes).toBe(changes + 1);
    const seen = must(other.map(0, region.segment));
    expect(seen.schema).toEqual(region.schema);
    expect(seen.strideBytes).toBe(24);
    expect(other.map(0, region.segment).ok).toBe(false);
    expect(other.map(1, region.segment).ok).toBe(false);
  });

  it('refuses names that are taken, bad schemas and a full directory', () => {
    const arena = must(Arena.create(2));
    must(arena.add(bytesSchema('a', 1, 3)));
    const code = (schema = bytesSchema('a', 1, 3)) => {
      const added = arena.add(schema);
      return added.ok ? 'ok' : added.fault.code;
    };
    expect(code()).toBe('nameTaken');
    expect(code(bytesSchema('', 1, 3))).toBe('badSchema');
    expect(code(bytesSchema('b', 0, 3))).toBe('badSchema');
    expect(code(bytesSchema('b', 1, 2))).toBe('badSchema');
    expect(code(bytesSchema('b', 0x7fffffff, 3))).toBe('badSchema');
    expect(code(bytesSchema('b', 1, 3))).toBe('ok');
    expect(code(bytesSchema('c', 1, 3))).toBe('directoryFull');
  });

  it.each([
    ['badHeader', (view: DataView) => view.setUint8(0, 1)],
    ['versionMismatch', (view: DataView) => view.setUint32(8, 1, true)],
    ['badHeader', (view: DataView) => view.setUint32(12, 5000, true)],
    ['truncated', (view: DataView) => view.setUint32(12, 1000, true)],
    ['corrupt', (view: DataView) => view.setUint8(4096 + 48, 66)],
    ['corrupt', (view: DataView) => view.setUint32(4096 + 8, 2, true)],
  ])('that is damaged is refused as %s', (code, damage) => {
    const arena = must(Arena.create());
    must(arena.add(bytesSchema('a', 1, 3)));
    const handle = must(arena.admit());
    damage(new DataView(handle.control));
    const attached = Arena.attach(handle);
    expect(attached.ok ? 'ok' : attached.fault.code).toBe(code);
  });
});
