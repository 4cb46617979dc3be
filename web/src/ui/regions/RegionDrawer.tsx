import type { FeedClient } from '../../feed/feedClient';
import { CloseIcon, ScreenIcon } from '../icons';
import { RegionInspector } from './RegionInspector';
import { regionAddress } from './regionAddress';

/** The region inspector below the running game. Esc closes it, unless the table uses the key. */
export function RegionDrawer({ feeds, name, onClose }: { feeds: FeedClient | null; name: string; onClose: () => void }) {
  const actions = (
    <>
      {feeds !== null && (
        <a className="button quiet" href={regionAddress(name)} target="_blank" rel="noopener" aria-label="Open in a window of its own" title="Open in a window of its own"><ScreenIcon /></a>
      )}
      <button type="button" className="button quiet" onClick={onClose} aria-label="Close the region" title="Close (Esc)"><CloseIcon /></button>
    </>
  );
  return (
    <div className="region-drawer" id="region-drawer" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      {feeds === null ? (
        <section className="region-inspector" aria-label={`Region ${name}`}>
          <header className="region-head"><h2>{name}</h2><span className="region-gap" />{actions}</header>
          <p className="region-note" role="status">This browser shares no memory between the page and its worker here, so regions cannot be followed live. The game itself runs as always.</p>
        </section>
      ) : (
        <RegionInspector feeds={feeds} name={name} initial="both" check={false} actions={actions} />
      )}
    </div>
  );
}
