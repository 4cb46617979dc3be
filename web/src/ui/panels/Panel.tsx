import type { ReactNode } from 'react';
import { ChevronIcon } from '../icons';

export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <details className="panel" open>
      <summary>
        <ChevronIcon />
        <h2>{title}</h2>
        <span className="panel-aside">{aside}</span>
      </summary>
      <div className="panel-body">{children}</div>
    </details>
  );
}
