import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { GameClient } from './session/gameClient';
import { readTheme } from './session/preferences';
import { FeedClient } from './feed/feedClient';
import { App } from './ui/App';
import { readRegionAddress } from './ui/regions/regionAddress';
import { RegionWindow } from './ui/regions/RegionWindow';
import { applyTheme } from './ui/theme';
import './ui/styles/tokens.css';
import './ui/styles/layout.css';
import './ui/styles/controls.css';
import './ui/styles/stage.css';
import './ui/styles/stream.css';
import './ui/styles/timeline.css';
import './ui/styles/panels.css';
import './ui/styles/dialogs.css';
import './ui/styles/regions.css';

applyTheme(readTheme());

function page() {
  const address = readRegionAddress(location.hash);
  if (address !== null) return <RegionWindow address={address} />;
  const client = new GameClient();
  client.open();
  return <App client={client} feeds={FeedClient.isPossible ? new FeedClient() : null} />;
}

createRoot(document.getElementById('root')!).render(<StrictMode>{page()}</StrictMode>);
