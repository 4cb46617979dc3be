import type { ReactNode } from 'react';
import type { GameClient, View } from '../session/gameClient';
import { PlayIcon, RestartIcon, SoundIcon } from './icons';

/** What lies over the screen: the most pressing thing only, and the sound hint when nothing is. */
export function StageOverlay({ client, view, drawable }: { client: GameClient; view: View; drawable: boolean }) {
  if (view.link === 'ended') {
    return <Card title="The game has ended" text={view.bye || 'It was stopped. Start it again from the terminal.'} />;
  }
  if (view.link === 'refused') {
    return <Card title="This page is not let in" text="The game was started anew. Open the link that it printed in the terminal." />;
  }
  if (view.link === 'lost') return <Card title="Connection lost" text="Trying again…" busy />;
  if (view.hello === null) return <Card title="Connecting" text="Waiting for the game…" busy />;
  if (view.status?.state === 'crashed' && view.timeline?.held !== true) {
    return (
      <Card tone="bad" title={`${view.hello.name} crashed`} text={view.status.fault ?? 'It gave no reason.'}>
        <button type="button" className="button primary" onClick={() => client.control('restart')} autoFocus>
          <RestartIcon /> Restart
        </button>
      </Card>
    );
  }
  if (view.hello.screen === null) return <Card title="No screen" text="This game draws nothing. The inspector shows what its regions do." />;
  if (!drawable) return <Card tone="bad" title="No WebGL 2" text="This browser cannot draw the screen. Switch hardware acceleration on, or use another browser." />;
  if (view.timeline?.held ?? view.status?.state === 'paused') {
    const behind = view.timeline !== null && (view.scrub ?? view.timeline.tick) < view.timeline.last;
    return (
      <button type="button" className="paused" data-behind={behind || view.scrub !== null} onClick={() => client.control('resume')} aria-label={behind ? 'Resume the game from here' : 'Resume the game'}>
        <span className="paused-disc"><PlayIcon /></span>
      </button>
    );
  }
  if (view.soundState === 'waiting' && !view.muted) {
    return (
      <div className="hint" role="status">
        <SoundIcon /> Click or press a key for sound
      </div>
    );
  }
  return null;
}

function Card({ title, text, tone, busy, children }: { title: string; text: string; tone?: 'bad'; busy?: boolean; children?: ReactNode }) {
  return (
    <div className="veil">
      <div className="card" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
        {busy === true && <span className="spinner" />}
        <h2>{title}</h2>
        <p>{text}</p>
        {children}
      </div>
    </div>
  );
}
