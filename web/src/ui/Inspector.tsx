import type { GameClient, View } from '../session/gameClient';
import { ModulesPanel } from './panels/ModulesPanel';
import { PulsePanel } from './panels/PulsePanel';
import { RegionsPanel } from './panels/RegionsPanel';
import { TracePanel } from './panels/TracePanel';

export function Inspector({ client, view }: { client: GameClient; view: View }) {
  return (
    <aside className="inspector" aria-label="Inspector">
      <PulsePanel view={view} />
      <ModulesPanel client={client} view={view} />
      <RegionsPanel view={view} />
      <TracePanel lines={view.trace} />
    </aside>
  );
}
