import type { BindingInfo } from '../protocol/messages';
import { Device } from '../protocol/codec';
import { codeOfUsage, hidUsage } from './hid';

/** The buttons of a player's gamepad that a key can stand for. */
export interface Action {
  id: string;
  player: number;
  bit: number;
  label: string;
}

const BUTTONS: readonly { id: string; bit: number; label: string }[] = [
  { id: 'up', bit: 0x40, label: 'Up' },
  { id: 'down', bit: 0x80, label: 'Down' },
  { id: 'left', bit: 0x10, label: 'Left' },
  { id: 'right', bit: 0x20, label: 'Right' },
  { id: 'button1', bit: 0x01, label: 'Button 1 (X)' },
  { id: 'button2', bit: 0x02, label: 'Button 2 (Z)' },
];

export const PLAYERS = 4;

export function actionsOf(player: number): Action[] {
  return BUTTONS.map((button) => ({ ...button, id: `p${player + 1}.${button.id}`, player }));
}

const ALL_ACTIONS = new Map(
  Array.from({ length: PLAYERS }, (_, player) => actionsOf(player)).flat().map((action) => [action.id, action]),
);

/** Action id to the key codes that stand for it. */
export type KeyMap = Readonly<Record<string, readonly string[]>>;

/** The server's keyboard bindings as a key map. */
export function keyMapOf(bindings: readonly BindingInfo[]): KeyMap {
  const map: Record<string, string[]> = {};
  for (const action of ALL_ACTIONS.values()) {
    map[action.id] = bindings
      .filter((b) => b.device === Device.Keyboard && b.player === action.player && b.bit === action.bit)
      .map((b) => codeOfUsage(b.control))
      .filter((code): code is string => code !== null);
  }
  return map;
}

/** The map with `code` standing for `actionId`, in place of `instead` when given. A key stands for one action only. */
export function withKey(map: KeyMap, actionId: string, code: string, instead?: string): KeyMap {
  const next: Record<string, readonly string[]> = {};
  for (const [id, codes] of Object.entries(map)) {
    if (id !== actionId) {
      next[id] = codes.filter((c) => c !== code);
      continue;
    }
    const replaced = codes.map((c) => (c === instead ? code : c));
    const all = replaced.includes(code) ? replaced : [...replaced, code];
    next[id] = all.filter((c, i) => all.indexOf(c) === i);
  }
  return next;
}

export function withoutKey(map: KeyMap, actionId: string, code: string): KeyMap {
  return { ...map, [actionId]: (map[actionId] ?? []).filter((c) => c !== code) };
}

export interface BindMessage {
  op: 'bind';
  device: number;
  control: number;
  player: number;
  bit: number;
}

/** What to tell the server so that it goes from one map to the other. */
export function bindMessages(from: KeyMap, to: KeyMap): BindMessage[] {
  const before = actionByCode(from);
  const after = actionByCode(to);
  const messages: BindMessage[] = [];
  for (const code of new Set([...before.keys(), ...after.keys()])) {
    const usage = hidUsage(code);
    const action = after.get(code);
    if (usage === null || before.get(code) === action) continue;
    messages.push({
      op: 'bind',
      device: Device.Keyboard,
      control: usage,
      player: action?.player ?? 0,
      bit: action?.bit ?? 0,
    });
  }
  return messages;
}

function actionByCode(map: KeyMap): Map<string, Action> {
  const found = new Map<string, Action>();
  for (const [id, codes] of Object.entries(map)) {
    const action = ALL_ACTIONS.get(id);
    if (action !== undefined) codes.forEach((code) => found.set(code, action));
  }
  return found;
}

/** A stored map, or null when it is not one: storage is foreign text. Unknown actions and keys are left out. */
export function parseKeyMap(text: string | null): KeyMap | null {
  if (text === null || text.length > 10_000) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const map: Record<string, string[]> = {};
  for (const id of ALL_ACTIONS.keys()) {
    const codes = (value as Record<string, unknown>)[id];
    map[id] = Array.isArray(codes) ? codes.filter((c): c is string => typeof c === 'string' && hidUsage(c) !== null) : [];
  }
  return map;
}
