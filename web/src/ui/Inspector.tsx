import type { GameClient, View } from '../session/gameClient';
import { ModulesPanel } from './panels/ModulesPanel';
import { PulsePanel } from './panels/PulsePanel';
import { RegionsPanel } from './panels/RegionsPanel';
import { TracePanel } from './panels/TracePanel';

interface InspectorProps {
  client: GameClient;
  view: View;
  /** The region that is open below the game. */
  inspected: string | null;
  onInspect: (region: string | null) => void;
}

export function Inspector({ client, view, inspected, onInspect }: InspectorProps) {
  return (
    <aside className="inspector" aria-label="Inspector">
      <PulsePanel view={view} />
      <ModulesPanel client={client} view={view} />
      <RegionsPanel view={view} inspected={inspected} onInspect={onInspect} />
      <TracePanel lines={view.trace} />
    </aside>
  );
}
