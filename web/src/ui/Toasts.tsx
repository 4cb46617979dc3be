import { useEffect } from 'react';
import type { GameClient } from '../session/gameClient';
import type { Toast } from '../session/toasts';
import { CloseIcon } from './icons';

const LIFE_MS = { good: 6_000, info: 6_000, bad: 15_000 } as const;

export function Toasts({ client, toasts }: { client: GameClient; toasts: readonly Toast[] }) {
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDone={() => client.dismiss(toast.id)} />
      ))}
    </div>
  );
}

function ToastCard({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  useEffect(() => {
    const timer = window.setTimeout(onDone, LIFE_MS[toast.tone]);
    return () => window.clearTimeout(timer);
    // The card lives as long as its toast; a new callback is no reason to begin its time anew.
  }, [toast.id]);
  return (
    <div className="toast" data-tone={toast.tone}>
      <div>
        <strong>{toast.title}</strong>
        <p>{toast.text}</p>
        {toast.details !== undefined && toast.details.length > 0 && (
          <ul>{toast.details.slice(0, 6).map((line) => <li key={line}>{line}</li>)}</ul>
        )}
      </div>
      <button type="button" className="button quiet small" onClick={onDone} aria-label="Dismiss"><CloseIcon /></button>
    </div>
  );
}
