import { useRef } from 'react';
import type { ModuleStatus, UnitStatus } from '../../protocol/messages';
import type { GameClient, View } from '../../session/gameClient';
import { compact, ms } from '../format';
import { BackIcon, SwapIcon } from '../icons';
import { Panel } from './Panel';

/** A cart's budget is wall-clock time; its fuel is only a number too large to reach. */
const UNBOUNDED_FUEL = 1e11;

export function ModulesPanel({ client, view }: { client: GameClient; view: View }) {
  const modules = view.status?.modules ?? [];
  return (
    <Panel title="Modules" aside={modules.length === 0 ? '' : String(modules.length)}>
      {modules.map((module) => (
        <ModuleCard key={module.id} client={client} module={module} busy={view.busy.has(module.id)} />
      ))}
      <p className="note">{view.hello?.dev === true ? 'Drop a .gmod or .wasm anywhere to swap it in while the game runs.' : 'Start with --dev to swap modules from this page.'}</p>
    </Panel>
  );
}

function ModuleCard({ client, module, busy }: { client: GameClient; module: ModuleStatus; busy: boolean }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <article className="module" data-module={module.id} data-state={module.state.toLowerCase()} aria-label={module.id} aria-busy={busy}>
      <header>
        <h3>{module.id}</h3>
        <span className="tag" data-testid="version">{module.version}</span>
        <span className="module-state">{busy ? 'swapping…' : module.state}</span>
      </header>
      <p className="module-facts">
        {module.kind} · <code title={`sha256 ${module.digest}`} data-testid="digest">{module.digest.slice(0, 12)}</code>
      </p>
      {module.units.map((unit) => <UnitRow key={unit.name} unit={unit} />)}
      {module.lastSwap !== null && module.lastSwap.outcome !== 'promoted' && (
        <p className="module-reason">{module.lastSwap.outcome === 'refused' ? 'Refused' : 'Rolled back'}: {module.lastSwap.reason}</p>
      )}
      <div className="module-actions">
        <button type="button" className="button text" disabled={busy} onClick={() => picker.current?.click()}><SwapIcon /> Swap</button>
        <button type="button" className="button text" disabled={busy || !module.canRollBack} onClick={() => void client.rollBack(module.id)}><BackIcon /> Roll back</button>
        <input
          ref={picker}
          type="file"
          accept=".gmod,.wasm"
          hidden
          data-testid={`swap-${module.id}`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void client.swap(file, module.id);
          }}
        />
      </div>
    </article>
  );
}

function UnitRow({ unit }: { unit: UnitStatus }) {
  const share = unit.fuelPerTick > 0 ? Math.min(1, unit.fuelUsed / unit.fuelPerTick) : 0;
  const bounded = unit.fuelPerTick < UNBOUNDED_FUEL;
  const level = share > 0.9 ? 'high' : share > 0.6 ? 'warm' : 'calm';
  return (
    <div className="unit">
      <span className="unit-name">{unit.name}</span>
      <span className="unit-time" title="Last tick, and the 99th percentile">{ms(unit.lastMs)} <i>p99 {ms(unit.p99Ms)}</i></span>
      {bounded && (
        <span
          className="meter"
          role="meter"
          aria-label={`Budget of ${unit.name}`}
          aria-valuemin={0}
          aria-valuemax={unit.fuelPerTick}
          aria-valuenow={unit.fuelUsed}
          data-level={level}
        >
          <i style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span className="unit-fuel">{compact(unit.fuelUsed)} {bounded ? `of ${compact(unit.fuelPerTick)} fuel` : 'fuel, bounded by time only'}</span>
      {unit.faults > 0 && <p className="module-reason">{unit.faults === 1 ? '1 fault' : `${unit.faults} faults`}: {unit.lastFault}</p>}
    </div>
  );
}
