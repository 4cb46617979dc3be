import type { GameClient, View } from '../session/gameClient';
import type { ScaleMode } from '../screen/fit';
import { FitIcon, KeysIcon, MutedIcon, PauseIcon, PixelsIcon, PlayIcon, RestartIcon, ScreenIcon, SoundIcon } from './icons';

interface TransportProps {
  client: GameClient;
  view: View;
  scale: ScaleMode;
  onToggleScale: () => void;
  onKeys: () => void;
}

/** After a click the keys belong to the game again; after a key press the focus stays where it is. */
function giveKeysBack(event: React.MouseEvent): void {
  if (event.detail > 0) document.getElementById('stage')?.focus({ preventScroll: true });
}

function toggleFullScreen(): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  else void document.getElementById('stage')?.requestFullscreen();
}

export function Transport({ client, view, scale, onToggleScale, onKeys }: TransportProps) {
  const state = view.status?.state;
  const live = view.link === 'open';
  const paused = state === 'paused';
  return (
    <div className="transport" role="toolbar" aria-label="Game controls" onClick={giveKeysBack}>
      <button type="button" className="button" disabled={!live || state === 'crashed'} onClick={() => client.control(paused ? 'resume' : 'pause')} aria-label={paused ? 'Resume' : 'Pause'} title={paused ? 'Resume' : 'Pause'}>
        {paused ? <PlayIcon /> : <PauseIcon />}
      </button>
      <button type="button" className="button" disabled={!live} onClick={() => client.control('restart')} aria-label="Restart" title="Restart">
        <RestartIcon />
      </button>
      <span className="rule" />
      <Volume client={client} view={view} />
      <span className="rule" />
      <button type="button" className="button" onClick={onToggleScale} aria-label={scale === 'whole' ? 'Fill the stage' : 'Whole pixels only'} title={scale === 'whole' ? 'Whole pixels (click to fill)' : 'Filled (click for whole pixels)'}>
        {scale === 'whole' ? <PixelsIcon /> : <FitIcon />}
      </button>
      <button type="button" className="button" onClick={onKeys} aria-label="Keys" title="Keys">
        <KeysIcon />
      </button>
      {document.fullscreenEnabled && (
        <button type="button" className="button" onClick={toggleFullScreen} aria-label="Full screen" title="Full screen">
          <ScreenIcon />
        </button>
      )}
    </div>
  );
}

function Volume({ client, view }: { client: GameClient; view: View }) {
  const silent = view.hello !== null && view.hello.audio === null;
  const broken = view.soundState === 'broken';
  const title = silent ? 'This game makes no sound' : broken ? 'This browser cannot play the sound' : view.muted ? 'Unmute' : 'Mute';
  return (
    <span className="volume" title={title}>
      <button type="button" className="button" disabled={silent || broken} aria-label={title} aria-pressed={view.muted} onClick={() => client.setVolume(view.volume, !view.muted)}>
        {view.muted || silent || broken ? <MutedIcon /> : <SoundIcon />}
      </button>
      <input
        type="range"
        className="slider"
        min="0"
        max="1"
        step="0.05"
        disabled={silent || broken}
        value={view.muted ? 0 : view.volume}
        aria-label="Volume"
        style={{ '--fill': `${(view.muted || silent ? 0 : view.volume) * 100}%` } as React.CSSProperties}
        onChange={(event) => client.setVolume(event.target.valueAsNumber, event.target.valueAsNumber === 0)}
      />
    </span>
  );
}
