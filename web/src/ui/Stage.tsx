import { useEffect, useRef, useState } from 'react';
import type { GameClient, View } from '../session/gameClient';
import { attachPointer } from '../input/pointer';
import { placeScreen, type ScaleMode } from '../screen/fit';
import { StageOverlay } from './StageOverlay';

export function Stage({ client, view, scale }: { client: GameClient; view: View; scale: ScaleMode }) {
  const stage = useRef<HTMLElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawable, setDrawable] = useState(true);
  const screen = view.hello?.screen ?? null;
  const frames = client.frames;

  // One renderer and one set of pointer listeners for each screen that the server describes.
  useEffect(() => {
    if (canvas.current === null || frames === null || screen === null) return;
    setDrawable(frames.attach(canvas.current));
    const detachPointer = attachPointer(canvas.current, screen, client.input);
    return () => {
      detachPointer();
      frames.detach();
    };
  }, [client, frames, screen]);

  useEffect(() => {
    if (frame.current === null || canvas.current === null || frames === null || screen === null) return;
    const box = frame.current;
    const element = canvas.current;
    const place = () => {
      const placement = placeScreen({ width: box.clientWidth, height: box.clientHeight }, window.devicePixelRatio, screen, scale);
      element.style.width = `${placement.cssWidth}px`;
      element.style.height = `${placement.cssHeight}px`;
      frames.place(placement);
    };
    const observer = new ResizeObserver(place);
    observer.observe(box);
    place();
    return () => observer.disconnect();
  }, [frames, screen, scale]);

  const style = screen === null ? undefined : ({ '--screen-ratio': `${screen.width} / ${screen.height}` } as React.CSSProperties);
  return (
    <main className="stage" id="stage" ref={stage} tabIndex={0} data-game-keys aria-label={`${view.hello?.name ?? 'Game'} screen`} style={style}>
      <div className="stage-frame" ref={frame}>
        {screen !== null && (
          <canvas
            key={`${screen.format}-${screen.width}-${screen.height}`}
            ref={canvas}
            className="screen"
            data-testid="screen"
            role="img"
            aria-label={`Live screen of ${view.hello?.name ?? 'the game'}, ${screen.width} by ${screen.height} pixels`}
          />
        )}
      </div>
      <StageOverlay client={client} view={view} drawable={drawable} />
    </main>
  );
}
