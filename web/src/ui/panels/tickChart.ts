const BUDGET_MS = 1000 / 60;
const CEILING_MS = 25;
const BAR_PX = 2;
const GAP_PX = 1;
const LABEL_WIDTH = 32;

/** Square roots, so that a tick of 1 ms is seen beside a budget of 16.7. */
function heightOf(ms: number, height: number): number {
  return Math.sqrt(Math.min(ms, CEILING_MS) / CEILING_MS) * height;
}

/** Draws the newest ticks that fit, newest at the right, with the budget of a tick at 60 Hz as a line. */
export function drawTickChart(canvas: HTMLCanvasElement, ticks: readonly number[]): void {
  const ratio = window.devicePixelRatio;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  context.scale(ratio, ratio);

  drawGrid(context, width, height, colour('--line'), colour('--faint'), style.fontFamily);
  const room = Math.floor((width - LABEL_WIDTH) / (BAR_PX + GAP_PX));
  const shown = ticks.slice(-room);
  shown.forEach((ms, i) => {
    const x = width - LABEL_WIDTH - (shown.length - i) * (BAR_PX + GAP_PX);
    const bar = Math.max(1, heightOf(ms, height));
    context.fillStyle = ms > BUDGET_MS ? colour('--bad') : colour('--accent');
    context.fillRect(x, height - bar, BAR_PX, bar);
  });
}

function drawGrid(context: CanvasRenderingContext2D, width: number, height: number, line: string, text: string, font: string): void {
  context.font = `10px ${font}`;
  context.textBaseline = 'middle';
  for (const [ms, label] of [[1, '1'], [4, '4'], [BUDGET_MS, '16.7']] as const) {
    const y = Math.round(height - heightOf(ms, height)) - 0.5;
    context.strokeStyle = line;
    context.setLineDash(ms === BUDGET_MS ? [] : [2, 4]);
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(width - LABEL_WIDTH - 2, y);
    context.stroke();
    context.fillStyle = text;
    context.fillText(label, width - LABEL_WIDTH + 3, y);
  }
  context.setLineDash([]);
}
