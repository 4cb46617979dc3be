import { useLayoutEffect, useRef } from 'react';
import type { TraceLine } from '../../protocol/messages';
import { Panel } from './Panel';

const NEAR_END_PX = 24;

export function TracePanel({ lines }: { lines: readonly TraceLine[] }) {
  const list = useRef<HTMLOListElement>(null);
  const following = useRef(true);
  // Follows the newest line, unless the reader scrolled away from it.
  useLayoutEffect(() => {
    if (list.current !== null && following.current) list.current.scrollTop = list.current.scrollHeight;
  }, [lines]);
  return (
    <Panel title="Trace" aside={lines.length === 0 ? '' : String(lines.length)}>
      {lines.length === 0 ? (
        <p className="note">What the game and the runtime write appears here.</p>
      ) : (
        <ol
          className="trace"
          ref={list}
          tabIndex={0}
          aria-label="Trace log"
          onScroll={(event) => {
            const element = event.currentTarget;
            following.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
          }}
        >
          {lines.map((line, i) => (
            <li key={i}>
              <span className="trace-tick">{line.tick}</span>
              <span className="trace-source">{line.source}</span>
              <span className="trace-text">{line.text}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
