import { Device } from '../protocol/codec';
import type { InputSink } from './inputSink';

const MAX_PLAYERS = 4;
const MAX_BUTTONS = 17;
const MAX_AXES = 4;
const AXIS_BASE = 0x40;
/** Steps of an axis that are told apart: finer ones would only be noise on the wire. */
const AXIS_STEPS = 64;

interface PadLike {
  index: number;
  connected: boolean;
  buttons: readonly { pressed: boolean }[];
  axes: readonly number[];
}

/** Reads the pads once; the sink leaves out what did not change. */
export function pollGamepads(pads: readonly (PadLike | null)[], sink: InputSink): void {
  for (const pad of pads) {
    if (pad === null || !pad.connected || pad.index >= MAX_PLAYERS) continue;
    const player = pad.index << 8;
    pad.buttons.slice(0, MAX_BUTTONS).forEach((button, i) => sink.set(Device.Gamepad, player | i, button.pressed ? 1 : 0));
    pad.axes.slice(0, MAX_AXES).forEach((axis, i) => {
      const value = Number.isFinite(axis) ? Math.round(Math.max(-1, Math.min(1, axis)) * AXIS_STEPS) / AXIS_STEPS : 0;
      sink.set(Device.Gamepad, player | (AXIS_BASE + i), value === 0 ? 0 : value);
    });
  }
}
