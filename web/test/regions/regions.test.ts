import { describe, expect, it } from 'vitest';
import { Arena } from '../../src/arena/arena';
import { crc32c } from '../../src/arena/crc32c';
import type { RegionSchema } from '../../src/arena/schema';
import { cellText, columnsOf, floatText } from '../../src/regions/columns';
import { ContentCheck } from '../../src/regions/contentCheck';
import { FrameFigures } from '../../src/regions/frameFigures';
import { PointCamera } from '../../src/regions/pointCamera';
import { extentOf, likeliestColour, nearestElement, pointLayoutOf } from '../../src/regions/points';
import { TableSampler } from '../../src/regions/tableSample';
import { must } from '../arena/schemas';

const FISH: RegionSchema = {
  name: 'fish',
  fields: [
    { id: 1, name: 'x', type: 'f32', count: 1 }, { id: 2, name: 'y', type: 'f32', count: 1 }, { id: 3, name: 'tail', type: 'u8', count: 1 },
    { id: 4, name: 'species', type: 'u8', count: 1 }, { id: 5, name: 'trail', type: 'i16', count: 6 }, { id: 6, name: 'id', type: 'u64', count: 1 },
  ],
  capacity: 40, slots: 3, isVolatile: false,
};

function school() {
  const arena = must(Arena.create());
  const region = must(arena.add(FISH));
  const writer = must(region.acquireWriter(1n));
  const put = (write: (view: DataView) => void) => {
    const bytes = writer.begin('carry');
    write(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    writer.publish();
  };
  put((view) => {
    for (let i = 0; i < 40; i++) {
      view.setFloat32(i * 32, i * 10, true);
      view.setFloat32(i * 32 + 4, -i, true);
      view.setUint8(i * 32 + 9, i % 4);
      view.setInt16(i * 32 + 10, -i, true);
      view.setBigUint64(i * 32 + 24, 2n ** 63n + BigInt(i), true);
    }
  });
  return { region, put };
}

describe('the table', () => {
  it('shows each field by its type, and marks the cells that changed', () => {
    const { region, put } = school();
    expect(region.strideBytes).toBe(32);
    const sampler = new TableSampler(region, columnsOf(FISH.fields));
    const first = sampler.take(3, 2);
    expect(first.rows[0]!.cells).toEqual(['30.000', '-3.000', '0', '3', '-3, 0, 0, 0 … (6)', '9223372036854775811']);
    expect(first.rows.map((row) => row.changed)).toEqual([0, 0]);
    put((view) => {
      view.setFloat32(4 * 32, 41, true);
      view.setUint8(4 * 32 + 8, 1);
    });
    const second = sampler.take(3, 2);
    expect(second.rows.map((row) => row.changed)).toEqual([0, 0b101]);
    expect(sampler.take(3, 2)).toBe(second);
    expect(sampler.take(38, 10).rows.map((row) => row.element)).toEqual([38, 39]);
  });

  it('writes numbers short and steady', () => {
    expect([0, 1.5, -123.456, 98765.4, 1e-9, 3e9, NaN].map(floatText)).toEqual(['0.000', '1.500', '-123.46', '98765.4', '1.00e-9', '3.00e+9', 'NaN']);
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, Math.PI, true);
    expect(cellText(columnsOf([{ id: 1, name: 'v', type: 'f64', count: 1 }])[0]!, view, 0)).toBe('3.142');
  });
});

describe('the points', () => {
  it('are where x and y say, coloured by what tells kinds apart', () => {
    const { region } = school();
    const layout = pointLayoutOf(FISH)!;
    expect([layout.x.offset, layout.y.offset, layout.strideBytes, layout.capacity]).toEqual([0, 4, 32, 40]);
    expect(likeliestColour(layout)!.name).toBe('species');
    expect(layout.colours.map((field) => field.name)).toEqual(['tail', 'species']);
    expect(extentOf(layout.x, layout, region.front)).toEqual({ low: 0, high: 390 });
    expect(nearestElement(layout, region.front, 52, -5, 5)).toBe(5);
    expect(nearestElement(layout, region.front, 55, -50, 5)).toBe(-1);
  });

  it('need an x and a y that the GPU can read', () => {
    expect(pointLayoutOf({ ...FISH, fields: FISH.fields.slice(1) })).toBeNull();
    expect(pointLayoutOf({ ...FISH, fields: [{ id: 9, name: 'x', type: 'f64', count: 1 }, FISH.fields[1]!] })).toBeNull();
    expect(pointLayoutOf({ ...FISH, fields: [...FISH.fields, { id: 9, name: 'long', type: 'u8', count: 250 }] })).toBeNull();
  });

  it('stay in view once seen', () => {
    const camera = new PointCamera();
    camera.see({ low: 0, high: 100 }, { low: 0, high: 10 });
    camera.see({ low: 40, high: 60 }, null);
    const frame = camera.frame(540, 540);
    expect([frame.x, frame.y]).toEqual([50, 5]);
    expect(frame.scale).toBeCloseTo(5, 5);
  });
});

describe('the figures', () => {
  it('are percentiles of what was timed, and begin anew', () => {
    const figures = new FrameFigures();
    for (let i = 0; i < 200; i++) figures.frame(i * 16, i === 100 ? 50 : 2);
    figures.pause();
    figures.frame(9_999, 2);
    figures.saw(5n);
    figures.saw(8n);
    expect(figures.summary).toMatchObject({ frames: 201, intervalP99Ms: 16, workP50Ms: 2, workP99Ms: 2, epochs: 2, published: 4 });
    figures.reset();
    expect(figures.summary).toMatchObject({ frames: 0, epochs: 0, published: 0, intervalP99Ms: 0 });
  });

  it('know a content that is not what the server says, whichever is known first', () => {
    const results: boolean[] = [];
    const check = new ContentCheck((isRight) => results.push(isRight));
    const content = Uint8Array.of(1, 2, 3);
    check.tell(1n, crc32c(content));
    check.see(1n, content);
    check.see(2n, content);
    check.tell(2n, crc32c(content) ^ 1);
    check.tell(3n, 7);
    for (let epoch = 10n; epoch < 400n; epoch++) check.tell(epoch, 1);
    check.see(3n, content);
    expect(results).toEqual([true, false]);
  });
});
