import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { FeedClient } from '../../feed/feedClient';
import type { PointLoop } from '../../regions/pointLoop';
import { pointLayoutOf } from '../../regions/points';
import { bytes, count } from '../format';
import { PointView } from './PointView';
import { RegionFigures } from './RegionFigures';
import { RegionTable } from './RegionTable';
import { useRegionWatch } from './useRegionWatch';

export type Shown = 'both' | 'points' | 'table';

interface RegionInspectorProps {
  feeds: FeedClient;
  name: string;
  initial: Shown;
  /** Compare every content shown with the checksum that the server took of it. */
  check: boolean;
  actions: ReactNode;
}

const TITLES: Readonly<Record<Shown, string>> = { both: 'Both', points: 'Points', table: 'Table' };

/** A region as it is now: what it is, its elements by schema, and as points where they have a place. */
export function RegionInspector({ feeds, name, initial, check, actions }: RegionInspectorProps) {
  const watch = useRegionWatch(feeds, name);
  const region = watch?.region ?? null;
  const [chosen, setChosen] = useState<Shown>(initial);
  const [selected, setSelected] = useState(-1);
  const [loop, setLoop] = useState<PointLoop | null>(null);
  const layout = useMemo(() => (region === null ? null : pointLayoutOf(region.schema)), [region]);
  const onLoop = useCallback((next: PointLoop | null) => setLoop(next), []);
  useEffect(() => setSelected(-1), [name]);
  const shown: Shown = layout === null ? 'table' : chosen;

  return (
    <section className="region-inspector" aria-label={`Region ${name}`}>
      <header className="region-head">
        <h2>{name}</h2>
        {region !== null && (
          <p className="region-what">
            {count(region.schema.capacity)} {region.schema.capacity === 1 ? 'element' : 'elements'} of {region.strideBytes} B · {bytes(region.sizeBytes)} · {watch?.owner}
          </p>
        )}
        <span className="region-gap" />
        {layout !== null && (
          <div className="segments region-shown" role="tablist" aria-label="Shown">
            {(['both', 'points', 'table'] as const).map((mode) => (
              <button key={mode} type="button" role="tab" aria-selected={shown === mode} onClick={() => setChosen(mode)}>{TITLES[mode]}</button>
            ))}
          </div>
        )}
        {actions}
      </header>
      {watch?.fault != null ? (
        <p className="region-note" role="alert">{watch.fault.message}</p>
      ) : region === null || watch === null ? (
        <p className="region-note" role="status">{feeds.fault?.message ?? 'Opening the region…'}</p>
      ) : (
        <>
          <RegionFigures feeds={feeds} watch={watch} region={region} loop={loop} check={check} />
          <div className="region-body" data-shown={shown}>
            {shown !== 'table' && layout !== null && <PointView watch={watch} region={region} layout={layout} selected={selected} onSelect={setSelected} check={check} onLoop={onLoop} />}
            {shown !== 'points' && <RegionTable watch={watch} region={region} selected={selected} onSelect={setSelected} />}
          </div>
        </>
      )}
    </section>
  );
}
