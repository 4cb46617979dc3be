import { useState } from 'react';
import type { StreamStatus } from '../protocol/messages';
import { bytes, count } from './format';

const LOUD = new Set(['streaming', 'waiting', 'switching']);

/** A quiet line in the bar while the next version comes in; what is behind it when asked. */
export function StreamLine({ stream, name }: { stream: StreamStatus | null; name: string }) {
  const [open, setOpen] = useState(false);
  if (stream === null || !LOUD.has(stream.stage)) return null;
  const percent = Math.min(100, stream.percent);
  return (
    <div className="stream" data-stage={stream.stage} data-testid="stream">
      <button type="button" className="stream-line" aria-expanded={open} onClick={() => setOpen(!open)} title={open ? 'Less' : 'More'}>
        <span className="stream-name"><span className="stream-game">{name} </span>{stream.toVersion}</span>
        <progress className="stream-bar" max={100} value={stream.stage === 'switching' ? 100 : percent} aria-label={`${name} ${stream.toVersion} comes in`} />
        <span className="stream-figures" data-testid="stream-figures">{figures(stream, percent)}</span>
      </button>
      {open && <Details stream={stream} />}
    </div>
  );
}

function figures(stream: StreamStatus, percent: number): string {
  if (stream.stage === 'switching') return stream.problem === null ? 'Checking' : 'Waiting for the game';
  if (stream.stage === 'waiting') return `${Math.floor(percent)} % · link lost, trying again`;
  return `${Math.floor(percent)} % · ${rate(stream.bytesPerSecond)}`;
}

function rate(bytesPerSecond: number): string {
  return `${bytes(Math.round(bytesPerSecond))}/s`;
}

function Details({ stream }: { stream: StreamStatus }) {
  return (
    <dl className="stream-details" data-testid="stream-details">
      <dt>Here</dt>
      <dd>{bytes(stream.doneBytes)} of {bytes(stream.totalBytes)}, {count(stream.doneObjects)} of {count(stream.totalObjects)} pieces</dd>
      <dt>Cap</dt>
      <dd>{rate(stream.capBytesPerSecond)} <i>{stream.capText}</i></dd>
      {stream.latest !== '' && <><dt>Last</dt><dd>{stream.latest}</dd></>}
      {stream.near !== null && <><dt>First</dt><dd>what is near {stream.near}</dd></>}
      {stream.problem !== null && <><dt>Now</dt><dd>{stream.problem}</dd></>}
    </dl>
  );
}
