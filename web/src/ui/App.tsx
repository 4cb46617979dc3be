import { useEffect, useState, useSyncExternalStore } from 'react';
import type { FeedClient } from '../feed/feedClient';
import type { GameClient } from '../session/gameClient';
import { attachKeyboard } from '../input/keyboard';
import { readPanelOpen, readScale, writePanelOpen, writeScale } from '../session/preferences';
import type { ScaleMode } from '../screen/fit';
import { DropTarget } from './DropTarget';
import { Inspector } from './Inspector';
import { KeyDialog } from './KeyDialog';
import { ModuleChooser } from './ModuleChooser';
import { RegionDrawer } from './regions/RegionDrawer';
import { Stage } from './Stage';
import { Toasts } from './Toasts';
import { TopBar } from './TopBar';
import { TouchPad } from './TouchPad';
import { Transport } from './Transport';

export function App({ client, feeds }: { client: GameClient; feeds: FeedClient | null }) {
  const view = useSyncExternalStore(client.subscribe, client.snapshot);
  const [panelOpen, setPanelOpen] = useState(() => readPanelOpen(true));
  const [keysOpen, setKeysOpen] = useState(false);
  const [chosenScale, setChosenScale] = useState<ScaleMode | null>(null);
  const [inspected, setInspected] = useState<string | null>(null);
  const [undecided, setUndecided] = useState<File | null>(null);
  const format = view.hello?.screen?.format ?? 'rgba8';
  const scale = chosenScale ?? readScale(format);

  useEffect(() => attachKeyboard(client.input), [client]);
  useEffect(() => {
    window.addEventListener('pointerdown', client.gesture);
    window.addEventListener('keydown', client.gesture);
    return () => {
      window.removeEventListener('pointerdown', client.gesture);
      window.removeEventListener('keydown', client.gesture);
    };
  }, [client]);
  useEffect(() => {
    document.title = view.hello === null ? 'Ludos' : `${view.hello.name} · Ludos`;
  }, [view.hello]);

  const drop = (file: File) => {
    const modules = view.status?.modules ?? [];
    if (modules.length > 1 && !file.name.toLowerCase().endsWith('.gmod')) setUndecided(file);
    else void client.swap(file, modules.length === 1 ? modules[0]!.id : null);
  };
  const togglePanel = () => {
    writePanelOpen(!panelOpen);
    setPanelOpen(!panelOpen);
  };
  const toggleScale = () => {
    const next = scale === 'fit' ? 'whole' : 'fit';
    writeScale(format, next);
    setChosenScale(next);
  };

  return (
    <div className="app" data-panel={panelOpen ? 'open' : 'closed'}>
      <a className="skip" href="#stage">Skip to the game</a>
      <TopBar view={view} panelOpen={panelOpen} onTogglePanel={togglePanel} />
      <div className="play">
        <Stage client={client} view={view} scale={scale} />
        <Transport client={client} view={view} scale={scale} onToggleScale={toggleScale} onKeys={() => setKeysOpen(true)} />
        <TouchPad client={client} />
        {inspected !== null && <RegionDrawer feeds={feeds} name={inspected} onClose={() => setInspected(null)} />}
      </div>
      {panelOpen && <Inspector client={client} view={view} inspected={inspected} onInspect={setInspected} />}
      <DropTarget dev={view.hello?.dev ?? false} onFile={drop} />
      <Toasts client={client} toasts={view.toasts} />
      {keysOpen && <KeyDialog client={client} view={view} onClose={() => setKeysOpen(false)} />}
      {undecided !== null && (
        <ModuleChooser
          file={undecided}
          modules={view.status?.modules ?? []}
          onClose={() => setUndecided(null)}
          onChoose={(id) => {
            void client.swap(undecided, id);
            setUndecided(null);
          }}
        />
      )}
    </div>
  );
}
