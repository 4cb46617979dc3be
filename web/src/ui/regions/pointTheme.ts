import type { Colour, PointTheme } from '../../regions/pointRenderer';

/** The theme's colours for points, as the styles say them. */
export function readPointTheme(): PointTheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): Colour => hexColour(style.getPropertyValue(name).trim());
  return { ramp: [colour('--point-1'), colour('--point-2'), colour('--point-3'), colour('--point-4')], ring: colour('--point-ring'), background: colour('--stage') };
}

function hexColour(text: string): Colour {
  const value = Number.parseInt(text.slice(1), 16);
  return Number.isNaN(value) ? [0.5, 0.5, 0.5] : [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
