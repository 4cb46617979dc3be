import { describe, expect, it } from 'vitest';
import { bindMessages, keyMapOf, parseKeyMap, withKey, withoutKey } from '../src/input/bindings';
import { pollGamepads } from '../src/input/gamepad';
import { codeOfUsage, HID_USAGE, hidUsage, keyLabel } from '../src/input/hid';
import { InputSink } from '../src/input/inputSink';
import { toScreen } from '../src/input/pointer';
import { padDirections } from '../src/input/touchPad';

const DEFAULTS = [
  { device: 0, control: 0x1b, player: 0, bit: 0x01 },
  { device: 0, control: 0x2c, player: 0, bit: 0x01 },
  { device: 0, control: 0x1d, player: 0, bit: 0x02 },
  { device: 0, control: 0x52, player: 0, bit: 0x40 },
  { device: 3, control: 0x00, player: 0, bit: 0x01 },
];

describe('hid', () => {
  it('follows the usage tables', () => {
    expect([hidUsage('KeyA'), hidUsage('KeyZ'), hidUsage('Digit1'), hidUsage('Digit0')]).toEqual([0x04, 0x1d, 0x1e, 0x27]);
    expect([hidUsage('F1'), hidUsage('F12'), hidUsage('Numpad1'), hidUsage('Numpad0')]).toEqual([0x3a, 0x45, 0x59, 0x62]);
    expect([hidUsage('ArrowUp'), hidUsage('Space'), hidUsage('ShiftRight')]).toEqual([0x52, 0x2c, 0xe5]);
    expect(hidUsage('Fn')).toBeNull();
  });

  it('gives each usage to one code, and back', () => {
    const usages = Object.values(HID_USAGE);
    expect(new Set(usages).size).toBe(usages.length);
    for (const [code, usage] of Object.entries(HID_USAGE)) expect(codeOfUsage(usage)).toBe(code);
    expect(keyLabel('KeyQ')).toBe('Q');
    expect(keyLabel('Numpad4')).toBe('Num 4');
  });
});

describe('bindings', () => {
  const map = keyMapOf(DEFAULTS);

  it('reads the keys of the server and leaves other devices', () => {
    expect(map['p1.button1']).toEqual(['KeyX', 'Space']);
    expect(map['p1.up']).toEqual(['ArrowUp']);
    expect(map['p2.up']).toEqual([]);
  });

  it('moves a key from one action to another, in place of the old one', () => {
    const next = withKey(map, 'p1.up', 'KeyX', 'ArrowUp');
    expect(next['p1.up']).toEqual(['KeyX']);
    expect(next['p1.button1']).toEqual(['Space']);
    expect(bindMessages(map, next)).toEqual([
      { op: 'bind', device: 0, control: 0x52, player: 0, bit: 0 },
      { op: 'bind', device: 0, control: 0x1b, player: 0, bit: 0x40 },
    ]);
  });

  it('tells only differences', () => {
    expect(bindMessages(map, map)).toEqual([]);
    expect(bindMessages(map, withoutKey(map, 'p1.button2', 'KeyZ'))).toEqual([{ op: 'bind', device: 0, control: 0x1d, player: 0, bit: 0 }]);
  });

  it('takes stored text for what it is', () => {
    expect(parseKeyMap(null)).toBeNull();
    expect(parseKeyMap('{')).toBeNull();
    expect(parseKeyMap('7')).toBeNull();
    expect(parseKeyMap('{"p1.up":["KeyW","Nonsense",3],"p9.up":["KeyA"]}')?.['p1.up']).toEqual(['KeyW']);
    expect(parseKeyMap(JSON.stringify(map))).toEqual(map);
  });
});

describe('InputSink', () => {
  function sinkOf() {
    const sent: number[][] = [];
    const frames: (() => void)[] = [];
    const sink = new InputSink((bytes) => sent.push([...bytes]), (callback) => frames.push(callback));
    return { sent, frames, sink };
  }

  it('sends a press once and its release', () => {
    const { sent, sink } = sinkOf();
    sink.set(0, 4, 1);
    sink.set(0, 4, 1);
    sink.set(0, 4, 0);
    sink.set(0, 5, 0);
    expect(sent.map((bytes) => bytes[7])).toEqual([0x80, 0]);
    expect(sent.length).toBe(2);
  });

  it('sends the newest move once a frame, and before a press', () => {
    const { sent, frames, sink } = sinkOf();
    sink.moveTo(1, 1, 1);
    sink.moveTo(1, 2, 2);
    expect(sent.length).toBe(0);
    sink.set(1, 1, 1);
    expect(sent.length).toBe(1);
    expect(sent[0]![1]).toBe(2);
    frames.forEach((frame) => frame());
    expect(sent.length).toBe(1);
  });

  it('lets go of everything it holds', () => {
    const { sent, sink } = sinkOf();
    sink.set(0, 4, 1);
    sink.set(3, 0x100, 1);
    sink.releaseAll();
    sink.releaseAll();
    expect(sent.length).toBe(3);
    expect(sent[2]![1]).toBe(2);
    sink.set(0, 4, 1);
    expect(sent.length).toBe(4);
  });
});

it('pollGamepads sends what changed of up to four pads', () => {
  const sent: number[][] = [];
  const sink = new InputSink((bytes) => sent.push([...bytes]), () => undefined);
  const pad = { index: 1, connected: true, buttons: [{ pressed: true }], axes: [0.001, -1] };
  pollGamepads([null, pad], sink);
  pollGamepads([null, pad], sink);
  pollGamepads([{ ...pad, index: 4 }], sink);
  expect(sent.map((bytes) => bytes[3]! | (bytes[4]! << 8))).toEqual([0x100, 0x141]);
});

it('toScreen maps the canvas to game pixels, also outside of it', () => {
  const box = { left: 100, top: 50, width: 320, height: 320 };
  expect(toScreen(100, 50, box, { width: 160, height: 160 })).toEqual({ x: 0, y: 0 });
  expect(toScreen(419, 369, box, { width: 160, height: 160 })).toEqual({ x: 159, y: 159 });
  expect(toScreen(90, 40, box, { width: 160, height: 160 })).toEqual({ x: -5, y: -5 });
});

it('padDirections knows eight directions and a middle', () => {
  expect([...padDirections(0, 0)]).toEqual([]);
  expect([...padDirections(0.4, 0.05)]).toEqual(['right']);
  expect([...padDirections(-0.3, -0.3)]).toEqual(['left', 'up']);
  expect([...padDirections(0, 0.4)]).toEqual(['down']);
});
