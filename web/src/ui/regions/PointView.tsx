import { useEffect, useRef, useState } from 'react';
import type { Region } from '../../arena/region';
import type { RegionWatch } from '../../feed/feedClient';
import { PointLoop } from '../../regions/pointLoop';
import { likeliestColour, type PointLayout } from '../../regions/points';
import { count } from '../format';
import { readPointTheme } from './pointTheme';

interface PointViewProps {
  watch: RegionWatch;
  region: Region;
  layout: PointLayout;
  selected: number;
  onSelect: (element: number) => void;
  check: boolean;
  onLoop: (loop: PointLoop | null) => void;
}

/** The region's elements where their x and y say, drawn by the GPU from the arena's bytes. */
export function PointView({ watch, region, layout, selected, onSelect, check, onLoop }: PointViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const loop = useRef<PointLoop | null>(null);
  const [colour, setColour] = useState(() => likeliestColour(layout)?.name ?? '');
  const [drawable, setDrawable] = useState(true);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const made = new PointLoop(watch, region, layout, readPointTheme, check);
    loop.current = made;
    onLoop(made);
    setDrawable(made.attach(element));
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      onLoop(null);
      made.dispose();
    };
  }, [watch, region, layout, check, onLoop]);
  useEffect(() => loop.current?.select(selected), [selected, region]);
  useEffect(() => loop.current?.colourBy(layout.colours.find((field) => field.name === colour) ?? null), [colour, layout, region]);

  return (
    <div className="points">
      <canvas
        ref={canvas}
        className="points-canvas"
        data-testid="points"
        role="img"
        aria-label={`${count(layout.capacity)} elements of ${region.name}, each a point at its x and y`}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onSelect(loop.current?.elementAt(event.clientX - box.left, event.clientY - box.top) ?? -1);
        }}
      />
      {!drawable && <p className="points-note">This browser has no WebGL 2; the table shows the same elements.</p>}
      {layout.colours.length > 0 && (
        <label className="points-colour">
          Colour
          <select value={colour} onChange={(event) => setColour(event.target.value)}>
            <option value="">none</option>
            {layout.colours.map((field) => <option key={field.name} value={field.name}>{field.name}</option>)}
          </select>
        </label>
      )}
    </div>
  );
}
