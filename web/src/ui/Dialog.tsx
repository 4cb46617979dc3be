import { useEffect, useRef, type ReactNode } from 'react';
import { CloseIcon } from './icons';

/** The browser's own modal dialog: focus stays inside, Esc closes. */
export function Dialog({ title, onClose, children, footer }: { title: string; onClose: () => void; children: ReactNode; footer: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-label={title} onClose={onClose} onClick={(event) => event.target === dialog.current && dialog.current.close()}>
      <div className="dialog-body">
        <header>
          <h2>{title}</h2>
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()} aria-label="Close"><CloseIcon /></button>
        </header>
        {children}
        <footer>{footer}</footer>
      </div>
    </dialog>
  );
}
