import { Device } from '../protocol/codec';
import type { InputSink } from './inputSink';

const TOUCH_LIFTED = 1;
/** PointerEvent.button to the mouse control of the protocol: left, right, middle. */
const MOUSE_CONTROL = [1, 3, 2];

/** Where a point of the page lies on the game's screen, in its pixels; may lie outside. */
export function toScreen(
  clientX: number,
  clientY: number,
  box: { left: number; top: number; width: number; height: number },
  screen: { width: number; height: number },
): { x: number; y: number } {
  return {
    x: Math.floor(((clientX - box.left) * screen.width) / box.width),
    y: Math.floor(((clientY - box.top) * screen.height) / box.height),
  };
}

/** Sends mouse and touch on the canvas to the game until the returned function is called. */
export function attachPointer(
  canvas: HTMLCanvasElement,
  screen: { width: number; height: number },
  sink: InputSink,
): () => void {
  let finger: number | null = null;

  const point = (event: PointerEvent) => {
    const at = toScreen(event.clientX, event.clientY, canvas.getBoundingClientRect(), screen);
    sink.moveTo(event.pointerType === 'touch' ? Device.Touch : Device.Mouse, at.x, at.y);
  };
  const down = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      if (finger !== null) return;
      finger = event.pointerId;
      point(event);
      return;
    }
    point(event);
    const control = MOUSE_CONTROL[event.button];
    if (control !== undefined) sink.set(Device.Mouse, control, 1);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerType === 'touch' && event.pointerId !== finger) return;
    point(event);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerType === 'touch') {
      if (event.pointerId !== finger) return;
      finger = null;
      sink.pulse(Device.Touch, TOUCH_LIFTED);
      return;
    }
    const control = MOUSE_CONTROL[event.button];
    if (control !== undefined) sink.set(Device.Mouse, control, 0);
  };
  const menu = (event: Event) => event.preventDefault();

  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener('contextmenu', menu);
  return () => {
    canvas.removeEventListener('pointerdown', down);
    canvas.removeEventListener('pointermove', move);
    canvas.removeEventListener('pointerup', up);
    canvas.removeEventListener('pointercancel', up);
    canvas.removeEventListener('contextmenu', menu);
  };
}
