import { Device } from '../protocol/codec';
import { hidUsage } from './hid';
import type { InputSink } from './inputSink';

/** Keys that the browser keeps: focus travel, reload, full screen, developer tools. */
const BROWSER_KEYS = new Set(['Tab', 'F5', 'F11', 'F12', 'MetaLeft', 'MetaRight']);

/** Whether a key pressed while `target` has the focus is meant for the game. */
export function isForGame(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return true;
  return target === document.body || target.closest('[data-game-keys]') !== null;
}

/** Sends keys to the game until the returned function is called. */
export function attachKeyboard(sink: InputSink): () => void {
  const down = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || BROWSER_KEYS.has(event.code)) return;
    const usage = hidUsage(event.code);
    if (usage === null || !isForGame(event.target)) return;
    event.preventDefault();
    if (!event.repeat) sink.set(Device.Keyboard, usage, 1);
  };
  // A release always counts: the key may have gone down before the focus moved.
  const up = (event: KeyboardEvent) => {
    const usage = hidUsage(event.code);
    if (usage !== null) sink.set(Device.Keyboard, usage, 0);
  };
  const release = () => sink.releaseAll();
  const hidden = () => {
    if (document.hidden) sink.releaseAll();
  };
  window.addEventListener('keydown', down);
  window.addEventListener('keyup', up);
  window.addEventListener('blur', release);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    window.removeEventListener('keydown', down);
    window.removeEventListener('keyup', up);
    window.removeEventListener('blur', release);
    document.removeEventListener('visibilitychange', hidden);
  };
}
