import { useEffect, useRef } from 'react';
import type { View } from '../../session/gameClient';
import { count, ms } from '../format';
import { Panel } from './Panel';
import { drawTickChart } from './tickChart';

export function PulsePanel({ view }: { view: View }) {
  const status = view.status;
  return (
    <Panel title="Pulse" aside={status === null ? '' : `${ms(status.tickP50Ms)} a tick`}>
      <TickChart ticks={view.ticks} />
      <dl className="figures">
        <Figure name="p50" value={status === null ? '–' : ms(status.tickP50Ms)} />
        <Figure name="p99" value={status === null ? '–' : ms(status.tickP99Ms)} />
        <Figure name="missed" value={status === null ? '–' : count(status.missedTicks)} />
      </dl>
    </Panel>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function TickChart({ ticks }: { ticks: readonly number[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawTickChart(element, ticks);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ticks]);
  const last = ticks.at(-1);
  return (
    <canvas
      ref={canvas}
      className="chart"
      role="img"
      aria-label={last === undefined ? 'No tick was timed yet' : `Tick times; the last took ${ms(last)}, the budget is 16.7 ms`}
    />
  );
}
