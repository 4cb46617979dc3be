export type ScaleMode = 'fit' | 'whole';

export interface Placement {
  /** Size of the canvas on the page, in CSS pixels. */
  cssWidth: number;
  cssHeight: number;
  /** Size of its backing store, in device pixels. */
  width: number;
  height: number;
  scale: number;
}

/** The largest placement of the screen in the stage. `whole` keeps to whole device pixels per game pixel, when one fits. */
export function placeScreen(
  stage: { width: number; height: number },
  deviceRatio: number,
  screen: { width: number; height: number },
  mode: ScaleMode,
): Placement {
  const ratio = deviceRatio > 0 ? deviceRatio : 1;
  const room = Math.min((stage.width * ratio) / screen.width, (stage.height * ratio) / screen.height);
  const scale = mode === 'whole' && room >= 1 ? Math.floor(room) : Math.max(room, 1 / Math.max(screen.width, screen.height));
  const width = Math.max(1, Math.round(screen.width * scale));
  const height = Math.max(1, Math.round(screen.height * scale));
  return { cssWidth: width / ratio, cssHeight: height / ratio, width, height, scale };
}
