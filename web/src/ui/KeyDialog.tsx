import { useEffect, useState } from 'react';
import { actionsOf, PLAYERS, withKey, withoutKey } from '../input/bindings';
import { hidUsage, keyLabel } from '../input/hid';
import type { GameClient, View } from '../session/gameClient';
import { Dialog } from './Dialog';
import { CloseIcon, PlusIcon } from './icons';

/** The key being chosen: for which action, and in place of which key. */
interface Listening {
  action: string;
  instead: string | undefined;
}

export function KeyDialog({ client, view, onClose }: { client: GameClient; view: View; onClose: () => void }) {
  const [player, setPlayer] = useState(0);
  const [listening, setListening] = useState<Listening | null>(null);
  const keys = view.keys;

  useEffect(() => {
    if (listening === null) return;
    const take = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setListening(null);
      if (event.code !== 'Escape' && hidUsage(event.code) !== null) {
        client.setKeys(withKey(keys, listening.action, event.code, listening.instead));
      }
    };
    window.addEventListener('keydown', take, { capture: true });
    return () => window.removeEventListener('keydown', take, { capture: true });
  }, [client, keys, listening]);

  const footer = (
    <>
      <button type="button" className="button text" onClick={() => client.setKeys(null)}>Reset to defaults</button>
      <button type="button" className="button primary" onClick={onClose}>Done</button>
    </>
  );
  return (
    <Dialog title="Keys" onClose={onClose} footer={footer}>
      <div className="segments" role="tablist" aria-label="Player">
        {Array.from({ length: PLAYERS }, (_, i) => (
          <button key={i} type="button" role="tab" aria-selected={player === i} onClick={() => setPlayer(i)}>Player {i + 1}</button>
        ))}
      </div>
      <ul className="keys">
        {actionsOf(player).map((action) => (
          <li key={action.id}>
            <span className="keys-label">{action.label}</span>
            <span className="keys-caps">
              {(keys[action.id] ?? []).map((code) => (
                <span key={code} className="cap">
                  <button type="button" aria-label={`Change ${keyLabel(code)} for ${action.label}`} data-listening={isSame(listening, action.id, code)} onClick={() => setListening({ action: action.id, instead: code })}>
                    {isSame(listening, action.id, code) ? 'Press a key' : keyLabel(code)}
                  </button>
                  <button type="button" className="cap-remove" aria-label={`Remove ${keyLabel(code)} from ${action.label}`} onClick={() => client.setKeys(withoutKey(keys, action.id, code))}><CloseIcon /></button>
                </span>
              ))}
              <button type="button" className="cap-add" data-listening={isSame(listening, action.id, undefined)} aria-label={`Add a key for ${action.label}`} onClick={() => setListening({ action: action.id, instead: undefined })}>
                {isSame(listening, action.id, undefined) ? 'Press a key' : <PlusIcon />}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <p className="note">Kept in this browser. Gamepads work as they are: their order is the players’ order.</p>
    </Dialog>
  );
}

function isSame(listening: Listening | null, action: string, instead: string | undefined): boolean {
  return listening !== null && listening.action === action && listening.instead === instead;
}
