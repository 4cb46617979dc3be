/** Figures as people read them. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

export function compact(value: number): string {
  if (value >= 1e9) return `${trim(value / 1e9)}G`;
  if (value >= 1e6) return `${trim(value / 1e6)}M`;
  if (value >= 1e3) return `${trim(value / 1e3)}k`;
  return String(Math.round(value));
}

export function bytes(value: number): string {
  if (value >= 1024 * 1024) return `${trim(value / 1024 / 1024)} MiB`;
  if (value >= 1024) return `${trim(value / 1024)} KiB`;
  return `${value} B`;
}

export function ms(value: number): string {
  if (value >= 100) return `${Math.round(value)} ms`;
  return `${value.toFixed(value >= 10 ? 1 : 2)} ms`;
}

function trim(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}
