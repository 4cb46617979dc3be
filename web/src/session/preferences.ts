import { parseKeyMap, type KeyMap } from '../input/bindings';
import type { ScaleMode } from '../screen/fit';

export type Theme = 'system' | 'dark' | 'light';

/** What this browser remembers. Storage may be full or forbidden; then it lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(`ludos.${key}`);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(`ludos.${key}`, value);
  } catch {
    // The page works without memory.
  }
}

export function readTheme(): Theme {
  const theme = read('theme');
  return theme === 'dark' || theme === 'light' ? theme : 'system';
}

export function writeTheme(theme: Theme): void {
  write('theme', theme);
}

export function readVolume(): { volume: number; muted: boolean } {
  const volume = Number.parseFloat(read('volume') ?? '0.8');
  return { volume: volume >= 0 && volume <= 1 ? volume : 0.8, muted: read('muted') === 'true' };
}

export function writeVolume(volume: number, muted: boolean): void {
  write('volume', volume.toFixed(2));
  write('muted', String(muted));
}

export function readScale(format: string): ScaleMode {
  const mode = read(`scale.${format}`);
  if (mode === 'fit' || mode === 'whole') return mode;
  return format === 'wasm4' ? 'whole' : 'fit';
}

export function writeScale(format: string, mode: ScaleMode): void {
  write(`scale.${format}`, mode);
}

export function readPanelOpen(fallback: boolean): boolean {
  const value = read('panel');
  return value === null ? fallback : value === 'true';
}

export function writePanelOpen(open: boolean): void {
  write('panel', String(open));
}

export function readKeyMap(): KeyMap | null {
  return parseKeyMap(read('keys'));
}

export function writeKeyMap(map: KeyMap | null): void {
  write('keys', map === null ? '' : JSON.stringify(map));
}
