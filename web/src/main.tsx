import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { GameClient } from './session/gameClient';
import { readTheme } from './session/preferences';
import { App } from './ui/App';
import { applyTheme } from './ui/theme';
import './ui/styles/tokens.css';
import './ui/styles/layout.css';
import './ui/styles/controls.css';
import './ui/styles/stage.css';
import './ui/styles/panels.css';
import './ui/styles/dialogs.css';

applyTheme(readTheme());
const client = new GameClient();
client.open();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
);
