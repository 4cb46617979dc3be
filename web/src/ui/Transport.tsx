import type { GameClient, View } from '../session/gameClient';
import type { ScaleMode } from '../screen/fit';
import { BranchMenu } from './BranchMenu';
import { count } from './format';
import { FitIcon, KeysIcon, MutedIcon, PauseIcon, PixelsIcon, PlayIcon, RestartIcon, ScreenIcon, SoundIcon, StepBackIcon, StepOnIcon } from './icons';
import { Timeline } from './Timeline';
import { backText, secondsOf } from './timelinePlaces';

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

export function Transport(props: TransportProps) {
  const { client, view } = props;
  return (
    <div className="transport" role="toolbar" aria-label="Game controls" onClick={giveKeysBack}>
      <Timeline client={client} view={view} />
      <Moves client={client} view={view} />
      <Place view={view} />
      <Tools {...props} />
    </div>
  );
}

/** Pause, a tick back or on, and all over again. */
function Moves({ client, view }: { client: GameClient; view: View }) {
  const state = view.status?.state;
  const live = view.link === 'open';
  const line = view.timeline;
  const paused = line?.held ?? state === 'paused';
  const tick = view.scrub ?? line?.tick ?? 0;
  const behind = line !== null && tick < line.last;
  const hasPast = line !== null && line.whyOff === null && tick > line.first;
  return (
    <span className="moves">
      <button type="button" className="button" disabled={!live || !hasPast} onClick={() => client.goBy(-1)} aria-label="Step back" title="One tick back">
        <StepBackIcon />
      </button>
      <button type="button" className="button" disabled={!live || (state === 'crashed' && !behind)} onClick={() => client.control(paused ? 'resume' : 'pause')} aria-label={paused ? 'Resume' : 'Pause'} title={paused ? (behind ? 'Resume from here, on a new branch' : 'Resume') : 'Pause'}>
        {paused ? <PlayIcon /> : <PauseIcon />}
      </button>
      <button type="button" className="button" disabled={!live || (state === 'crashed' && !behind)} onClick={() => client.goBy(1)} aria-label="Step forward" title="One tick on">
        <StepOnIcon />
      </button>
      <button type="button" className="button" disabled={!live} onClick={() => client.control('restart')} aria-label="Restart" title="Restart">
        <RestartIcon />
      </button>
    </span>
  );
}

/** Where the game stands, in words; while it runs, how far back it could go. */
function Place({ view }: { view: View }) {
  const line = view.timeline;
  if (line === null || line.whyOff !== null) return <span className="place" />;
  const tick = view.scrub ?? line.tick;
  const back = backText(tick, line.last);
  return (
    <span className="place" data-testid="place">
      {back !== '' ? <><b>{count(tick)}</b> of {count(line.last)} <i>{back}</i></> : line.held ? <b>{count(tick)}</b> : `${secondsOf(line.last - line.first)} kept`}
    </span>
  );
}

function Tools({ client, view, scale, onToggleScale, onKeys }: TransportProps) {
  return (
    <span className="tools">
      <BranchMenu client={client} view={view} />
      <Volume client={client} view={view} />
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
    </span>
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
