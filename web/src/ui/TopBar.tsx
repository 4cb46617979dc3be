import { useState } from 'react';
import type { View } from '../session/gameClient';
import { readTheme, writeTheme } from '../session/preferences';
import { count } from './format';
import { Mark, MoonIcon, PanelIcon, SunIcon } from './icons';
import { StreamLine } from './StreamLine';
import { applyTheme, isDark } from './theme';

const STATE_TEXT: Readonly<Record<string, string>> = {
  running: 'Running', parked: 'Waiting', paused: 'Paused', crashed: 'Crashed', stopped: 'Stopped',
};

/** What the pill says: the link comes first, since without it the rest is old news. */
function stateOf(view: View): { name: string; text: string } {
  if (view.link === 'open') {
    const state = view.status?.state ?? 'parked';
    return { name: state, text: STATE_TEXT[state] ?? state };
  }
  if (view.link === 'ended') return { name: 'stopped', text: 'Ended' };
  if (view.link === 'refused') return { name: 'crashed', text: 'Not let in' };
  return { name: 'lost', text: view.link === 'lost' ? 'Reconnecting' : 'Connecting' };
}

export function TopBar({ view, panelOpen, onTogglePanel }: { view: View; panelOpen: boolean; onTogglePanel: () => void }) {
  const [theme, setTheme] = useState(readTheme);
  const dark = isDark(theme);
  const state = stateOf(view);
  const toggleTheme = () => {
    const next = dark ? 'light' : 'dark';
    writeTheme(next);
    applyTheme(next);
    setTheme(next);
  };

  return (
    <header className="bar">
      <Mark />
      <h1 className="bar-name">
        {view.hello?.name ?? 'Ludos'}
        {view.hello !== null && <span className="bar-id">{view.hello.id}</span>}
      </h1>
      <span className="pill" data-state={state.name} role="status">
        <span className="pill-dot" />
        {state.text}
      </span>
      {view.status !== null && (
        <span className="bar-tick" title="Ticks since the world was created">
          tick <b data-testid="tick">{count(view.status.tick)}</b>
        </span>
      )}
      <span className="bar-gap" />
      <StreamLine stream={view.link === 'open' ? view.status?.stream ?? null : null} name={view.hello?.name ?? 'The game'} />
      {view.hello?.dev === true && <span className="tag" title="Unsigned modules are taken (--dev)">dev</span>}
      <button type="button" className="button quiet" onClick={toggleTheme} aria-label={dark ? 'Light colours' : 'Dark colours'} title={dark ? 'Light colours' : 'Dark colours'}>
        {dark ? <SunIcon /> : <MoonIcon />}
      </button>
      <button type="button" className="button quiet" onClick={onTogglePanel} aria-pressed={panelOpen} aria-label="Inspector" title={panelOpen ? 'Hide the inspector' : 'Show the inspector'}>
        <PanelIcon />
      </button>
    </header>
  );
}
