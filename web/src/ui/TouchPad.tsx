import { useEffect, useState } from 'react';
import { Device } from '../protocol/codec';
import type { GameClient } from '../session/gameClient';
import { padDirections } from '../input/touchPad';

const FIRST_CONTROL = 0x10;
const DIRECTIONS = { left: 4, right: 5, up: 6, down: 7 } as const;
const COARSE = '(pointer: coarse)';

function useCoarsePointer(): boolean {
  const [coarse, setCoarse] = useState(() => window.matchMedia(COARSE).matches);
  useEffect(() => {
    const query = window.matchMedia(COARSE);
    const changed = () => setCoarse(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return coarse;
}

/** A gamepad under the thumbs, where there is no keyboard. */
export function TouchPad({ client }: { client: GameClient }) {
  if (!useCoarsePointer()) return null;
  const press = (bit: number, down: boolean) => client.input.set(Device.Touch, FIRST_CONTROL + bit, down ? 1 : 0);
  return (
    <div className="pad" aria-label="Touch gamepad" role="group">
      <Cross onPress={press} />
      <div className="pad-buttons">
        <PadButton label="Z" bit={1} onPress={press} />
        <PadButton label="X" bit={0} onPress={press} />
      </div>
    </div>
  );
}

type Press = (bit: number, down: boolean) => void;

function Cross({ onPress }: { onPress: Press }) {
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const become = (next: ReadonlySet<string>) => {
    for (const [name, bit] of Object.entries(DIRECTIONS)) {
      if (held.has(name) !== next.has(name)) onPress(bit, next.has(name));
    }
    setHeld(next);
  };
  const move = (event: React.PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    become(padDirections((event.clientX - box.left) / box.width - 0.5, (event.clientY - box.top) / box.height - 0.5));
  };
  return (
    <div
      className="cross"
      data-held={[...held].join(' ')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event);
      }}
      onPointerUp={() => become(new Set())}
      onPointerCancel={() => become(new Set())}
    >
      <i className="cross-up" /><i className="cross-left" /><i className="cross-hub" /><i className="cross-right" /><i className="cross-down" />
    </div>
  );
}

function PadButton({ label, bit, onPress }: { label: string; bit: number; onPress: Press }) {
  return (
    <button
      type="button"
      className="pad-button"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onPress(bit, true);
      }}
      onPointerUp={() => onPress(bit, false)}
      onPointerCancel={() => onPress(bit, false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {label}
    </button>
  );
}
