import { useEffect, useRef, useState } from 'react';
import type { GameClient, View } from '../session/gameClient';
import type { BranchEntry } from '../protocol/messages';
import { bytes, count, ms } from './format';
import { BranchIcon } from './icons';
import { secondsOf } from './timelinePlaces';

/** Which branch is played, the others to go to, and what keeping them takes. */
export function BranchMenu({ client, view }: { client: GameClient; view: View }) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
    const outside = (event: Event) => {
      if (root.current !== null && event.target instanceof Node && !root.current.contains(event.target)) setOpen(false);
    };
    window.addEventListener('pointerdown', outside);
    window.addEventListener('focusin', outside);
    return () => {
      window.removeEventListener('pointerdown', outside);
      window.removeEventListener('focusin', outside);
    };
  }, [open]);
  const line = view.timeline;
  if (line === null || line.whyOff !== null) return null;
  const branches = line.branches;
  const choose = (branch: BranchEntry) => {
    client.goToBranch(branch.id);
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  return (
    <div
      className="branches"
      ref={root}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          setOpen(false);
          root.current?.querySelector('button')?.focus();
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          moveFocus(root.current, event.key === 'ArrowDown' ? 1 : -1);
        }
      }}
    >
      <button type="button" className="button branch" aria-haspopup="menu" aria-expanded={open} aria-label={`Branches, on ${line.branch}`} title="Branches" onClick={() => setOpen(!open)}>
        <BranchIcon /> <span data-testid="branch">{line.branch}</span>
      </button>
      {open && (
        <div className="branches-list">
          <ul role="menu" aria-label="Branches">
            {branches.map((branch) => (
              <li key={branch.id} role="none">
                <button type="button" role="menuitemradio" aria-checked={branch.id === line.branchId} onClick={() => choose(branch)}>
                  <b>{branch.name}</b>
                  <span>{count(branch.fromTick)} to {count(branch.last)}</span>
                  <i>{origin(branch, branches)}</i>
                </button>
              </li>
            ))}
          </ul>
          <p className="note">
            {secondsOf(line.last - line.first)} kept in {bytes(line.keptBytes)} of {bytes(line.budgetBytes)}; {ms(line.costP50Ms)} a tick.
          </p>
        </div>
      )}
    </div>
  );
}

function origin(branch: BranchEntry, branches: readonly BranchEntry[]): string {
  const from = branches.find((other) => other.id === branch.fromId);
  return from === undefined ? 'from the start of its world' : `from ${from.name} at ${count(branch.fromTick)}`;
}

function moveFocus(root: HTMLElement | null, by: number): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])];
  if (items.length === 0) return;
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + by + items.length) % items.length]!.focus();
}
