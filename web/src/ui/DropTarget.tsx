import { useEffect, useState } from 'react';

/** Takes a file dropped anywhere on the page. */
export function DropTarget({ dev, onFile }: { dev: boolean; onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFile(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFile(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (hasFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      onFile(file);
    };
    const events: [string, (event: DragEvent) => void][] = [['dragenter', enter], ['dragleave', leave], ['dragover', move], ['drop', drop]];
    events.forEach(([name, handler]) => window.addEventListener(name, handler as EventListener));
    return () => events.forEach(([name, handler]) => window.removeEventListener(name, handler as EventListener));
  }, [onFile]);

  if (!over) return null;
  return (
    <div className="drop" aria-hidden="true">
      <div className="drop-frame">
        <h2>{dev ? 'Drop to swap' : 'Dropped modules need --dev'}</h2>
        <p>{dev ? 'A .gmod or .wasm takes over between two ticks. If it faults, the old code is back within two.' : 'This game was started without it, so unsigned code is refused.'}</p>
      </div>
    </div>
  );
}
