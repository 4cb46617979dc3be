import { useState } from 'react';
import type { GameClient, View } from '../session/gameClient';
import type { MarkEntry, TimelineMessage } from '../protocol/messages';
import { count } from './format';
import { backText, forksOf, lanesOf, markNear, placeOf, tickAt, toneOf } from './timelinePlaces';

const PAGE_TICKS = 60;
const NEAR_PX = 7;
const TIP_MARGIN = 0.08;

/** How far a key moves, in ticks; null for keys that do not. */
function ticksOf(event: React.KeyboardEvent): number | null {
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return event.shiftKey ? -10 : -1;
    case 'ArrowRight':
    case 'ArrowUp':
      return event.shiftKey ? 10 : 1;
    case 'PageDown':
      return -PAGE_TICKS;
    case 'PageUp':
      return PAGE_TICKS;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

/** The kept ticks as one rail: drag it, or use the arrow keys. */
export function Timeline({ client, view }: { client: GameClient; view: View }) {
  const line = view.timeline;
  if (line === null) return null;
  if (line.whyOff !== null) return <p className="timeline-off">{line.whyOff}</p>;
  return <Rail client={client} line={line} marks={view.marks} tick={view.scrub ?? line.tick} live={view.link === 'open'} />;
}

interface RailProps {
  client: GameClient;
  line: TimelineMessage;
  marks: readonly MarkEntry[];
  tick: number;
  live: boolean;
}

function Rail({ client, line, marks, tick, live }: RailProps) {
  const [pointed, setPointed] = useState<{ place: number; nearTicks: number } | null>(null);
  const place = placeOf(tick, line);
  const move = (event: React.PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width;
    setPointed({ place: Math.min(1, Math.max(0, at)), nearTicks: (NEAR_PX / box.width) * (line.last - line.first) });
    return tickAt(at, line);
  };
  const key = (event: React.KeyboardEvent) => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      client.control(line.held ? 'resume' : 'pause');
      return;
    }
    const ticks = ticksOf(event);
    if (ticks === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    client.goBy(ticks);
  };

  return (
    <div
      className="timeline"
      role="slider"
      tabIndex={live ? 0 : -1}
      aria-label="Timeline"
      aria-orientation="horizontal"
      aria-disabled={!live}
      aria-valuemin={line.first}
      aria-valuemax={line.last}
      aria-valuenow={tick}
      aria-valuetext={spoken(line, marks, tick)}
      data-testid="timeline"
      data-behind={tick < line.last}
      data-held={line.held}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={key}
      onPointerDown={(event) => {
        if (!live || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus({ preventScroll: true });
        client.grabTimeline();
        client.seek(move(event));
      }}
      onPointerMove={(event) => {
        const at = move(event);
        if (event.currentTarget.hasPointerCapture(event.pointerId)) client.seek(at);
      }}
      onPointerUp={() => client.letTimelineGo()}
      onPointerCancel={() => client.letTimelineGo()}
      onPointerLeave={() => setPointed(null)}
    >
      <span className="timeline-rail">
        <i className="timeline-past" style={{ width: `${place * 100}%` }} />
      </span>
      {lanesOf(line).map((lane, i) => (
        <i key={lane.id} className="timeline-lane" style={{ '--lane': i, left: percent(placeOf(lane.from, line)), width: percent(placeOf(lane.to, line) - placeOf(lane.from, line)) } as React.CSSProperties} />
      ))}
      {forksOf(line).map((fork) => <i key={fork} className="timeline-fork" style={{ left: percent(placeOf(fork, line)) }} />)}
      {marks.filter((mark) => mark.tick >= line.first).map((mark, i) => (
        <i key={`${mark.tick}-${i}`} className="timeline-mark" data-tone={toneOf(mark.kind)} style={{ left: percent(placeOf(mark.tick, line)) }} />
      ))}
      <i className="timeline-thumb" style={{ left: percent(place) }} />
      {pointed !== null && <Tip place={pointed.place} text={pointedText(line, marks, pointed.place, pointed.nearTicks)} />}
    </div>
  );
}

function Tip({ place, text }: { place: number; text: string }) {
  const side = place < TIP_MARGIN ? 'left' : place > 1 - TIP_MARGIN ? 'right' : 'middle';
  return <span className="timeline-tip" data-side={side} style={{ left: percent(place) }} aria-hidden="true">{text}</span>;
}

function pointedText(line: TimelineMessage, marks: readonly MarkEntry[], place: number, nearTicks: number): string {
  const tick = tickAt(place, line);
  const mark = markNear(marks, tick, nearTicks);
  return mark === null ? count(tick) : `${count(mark.tick)} · ${mark.text}`;
}

function spoken(line: TimelineMessage, marks: readonly MarkEntry[], tick: number): string {
  const back = backText(tick, line.last);
  const mark = marks.find((candidate) => candidate.tick === tick);
  return [`tick ${count(tick)} of ${count(line.last)}`, back, mark?.text ?? ''].filter((part) => part !== '').join(', ');
}

function percent(place: number): string {
  return `${place * 100}%`;
}
