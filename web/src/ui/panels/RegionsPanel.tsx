import type { RegionStatus } from '../../protocol/messages';
import type { RegionRate } from '../../session/epochRates';
import type { View } from '../../session/gameClient';
import { bytes, count } from '../format';
import { Panel } from './Panel';

const SPARK_WIDTH = 48;
const SPARK_HEIGHT = 14;
const TICKS_PER_SECOND = 60;

interface RegionsPanelProps {
  view: View;
  inspected: string | null;
  onInspect: (region: string | null) => void;
}

export function RegionsPanel({ view, inspected, onInspect }: RegionsPanelProps) {
  const regions = view.status?.regions ?? [];
  const total = regions.reduce((sum, region) => sum + region.sizeBytes, 0);
  return (
    <Panel title="Regions" aside={regions.length === 0 ? '' : bytes(total)}>
      <ul className="regions">
        {regions.map((region) => (
          <RegionRow key={region.name} region={region} rate={view.rates.get(region.name)} isOpen={inspected === region.name} onToggle={() => onInspect(inspected === region.name ? null : region.name)} />
        ))}
      </ul>
    </Panel>
  );
}

interface RegionRowProps {
  region: RegionStatus;
  rate: RegionRate | undefined;
  isOpen: boolean;
  onToggle: () => void;
}

function RegionRow({ region, rate, isOpen, onToggle }: RegionRowProps) {
  const moving = (rate?.perSecond ?? 0) > 0;
  return (
    <li className="region" data-region={region.name} data-moving={moving}>
      <button type="button" className="region-open" aria-expanded={isOpen} aria-controls={isOpen ? 'region-drawer' : undefined} onClick={onToggle} title={`${region.name}, written by ${region.owner}: show its elements`}>{region.name}</button>
      <span className="region-epoch" data-testid={`epoch-${region.name}`}>{count(region.epoch)}</span>
      <span className="region-facts">{bytes(region.sizeBytes)} · {region.slots === 1 ? '1 slot' : `${region.slots} slots`} · {region.owner}</span>
      <Spark history={rate?.history ?? []} />
    </li>
  );
}

function Spark({ history }: { history: readonly number[] }) {
  const step = 2;
  const shown = history.slice(-SPARK_WIDTH / step);
  return (
    <svg className="spark" viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`} aria-hidden="true">
      {shown.map((value, i) => {
        const height = Math.max(1, Math.min(1, value / (TICKS_PER_SECOND * 1.2)) * SPARK_HEIGHT);
        return <rect key={i} x={SPARK_WIDTH - (shown.length - i) * step} y={SPARK_HEIGHT - height} width={1.2} height={height} />;
      })}
    </svg>
  );
}
