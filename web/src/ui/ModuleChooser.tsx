import { useState } from 'react';
import type { ModuleStatus } from '../protocol/messages';
import { likeliestModule } from '../session/likeliestModule';
import { Dialog } from './Dialog';

interface ModuleChooserProps {
  file: File;
  modules: readonly ModuleStatus[];
  onClose: () => void;
  onChoose: (moduleId: string) => void;
}

/** A bare .wasm does not say which module it is meant for. */
export function ModuleChooser({ file, modules, onClose, onChoose }: ModuleChooserProps) {
  const [chosen, setChosen] = useState(() => likeliestModule(file.name, modules.map((module) => module.id)));
  const footer = (
    <>
      <button type="button" className="button text" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={chosen === null} onClick={() => chosen !== null && onChoose(chosen)}>Swap</button>
    </>
  );
  return (
    <Dialog title="Which module?" onClose={onClose} footer={footer}>
      <p className="note">{file.name} does not say which module it replaces.</p>
      <div className="choices" role="radiogroup" aria-label="Module">
        {modules.map((module) => (
          <label key={module.id} className="choice">
            <input type="radio" name="module" checked={chosen === module.id} onChange={() => setChosen(module.id)} />
            <span>{module.id}</span>
            <span className="tag">{module.version}</span>
          </label>
        ))}
      </div>
    </Dialog>
  );
}
