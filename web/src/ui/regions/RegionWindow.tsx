import { useEffect, useReducer, useState } from 'react';
import { FeedClient } from '../../feed/feedClient';
import { readTheme } from '../../session/preferences';
import { Mark, MoonIcon, SunIcon } from '../icons';
import { applyTheme, isDark } from '../theme';
import type { RegionAddress } from './regionAddress';
import { RegionInspector } from './RegionInspector';

const LINK_TEXT = { connecting: 'Connecting', open: 'Live', lost: 'Reconnecting', refused: 'Not let in', ended: 'Ended' } as const;
const LINK_STATE = { connecting: 'lost', open: 'running', lost: 'lost', refused: 'crashed', ended: 'stopped' } as const;

/** One region in a window of its own: no screen is sent to it, only the region. */
export function RegionWindow({ address }: { address: RegionAddress }) {
  const [feeds] = useState(() => (FeedClient.isPossible ? new FeedClient(address.check) : null));
  const [, refresh] = useReducer((turn: number) => turn + 1, 0);
  const [dark, setDark] = useState(() => isDark(readTheme()));
  useEffect(() => feeds?.subscribe(refresh), [feeds]);
  useEffect(() => {
    document.title = `${address.name} · ${feeds?.gameName || 'Ludos'}`;
  });
  const toggleTheme = () => {
    applyTheme(dark ? 'light' : 'dark');
    setDark(!dark);
  };
  return (
    <div className="region-window">
      <header className="bar">
        <Mark />
        <h1 className="bar-name">{feeds?.gameName || 'Ludos'}<span className="bar-id">{address.name}</span></h1>
        {feeds !== null && (
          <span className="pill" data-state={LINK_STATE[feeds.link]} role="status"><span className="pill-dot" />{LINK_TEXT[feeds.link]}</span>
        )}
        <span className="bar-gap" />
        <button type="button" className="button quiet" onClick={toggleTheme} aria-label={dark ? 'Light colours' : 'Dark colours'}>{dark ? <SunIcon /> : <MoonIcon />}</button>
      </header>
      <main>
        {feeds === null ? (
          <p className="region-note" role="alert">This browser shares no memory between the page and its worker here, so regions cannot be followed live.</p>
        ) : (
          <RegionInspector feeds={feeds} name={address.name} initial="points" check={address.check} actions={null} />
        )}
      </main>
    </div>
  );
}
