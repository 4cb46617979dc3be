import { useEffect, useState } from 'react';
import type { Region } from '../../arena/region';
import type { FeedFigures } from '../../feed/counters';
import type { FeedClient, RegionWatch } from '../../feed/feedClient';
import type { FrameSummary } from '../../regions/frameFigures';
import type { PointLoop } from '../../regions/pointLoop';
import { bytes, count, ms } from '../format';

const INTERVAL_MS = 500;

interface Figures {
  epoch: bigint;
  perSecond: number;
  bytesPerSecond: number;
  feed: FeedFigures | null;
  frames: FrameSummary | null;
}

interface RegionFiguresProps {
  feeds: FeedClient;
  watch: RegionWatch;
  region: Region;
  loop: PointLoop | null;
  check: boolean;
}

/** Counted and timed on this page; the epoch is the game's own. */
export function RegionFigures({ feeds, watch, region, loop, check }: RegionFiguresProps) {
  const figures = useFigures(watch, region, loop);
  const { feed, frames } = figures;
  return (
    <dl className="region-figures" data-link={feeds.link} data-testid="region-figures">
      <Figure name="epoch" id="epoch" value={count(Number(figures.epoch))} />
      <Figure name="rate" id="rate" value={feeds.link === 'open' ? `${figures.perSecond.toFixed(0)}/s` : feeds.link} title="Epochs a second, and what the feed brings" />
      <Figure name="feed" id="feed" value={`${bytes(Math.round(figures.bytesPerSecond))}/s`} />
      <Figure name="skipped" id="skipped" value={count(feed?.skipped ?? 0)} title="Epochs that were left out because this page had not taken earlier ones: the newest wins" />
      {frames !== null && <Figure name="frame p99" id="work" value={ms(frames.workP99Ms)} title={`Work in a frame of the browser; frames come every ${ms(frames.intervalP50Ms)}`} />}
      {frames !== null && <Figure name="uploads" id="uploads" value={count(frames.uploads)} title={`${count(frames.epochs)} epochs were come upon by frames; one upload each`} />}
      {check && frames !== null && <Figure name="torn" id="torn" value={`${count(frames.torn)} of ${count(frames.checked)}`} title="Contents that were not what the server's checksum says" />}
    </dl>
  );
}

function Figure({ name, id, value, title }: { name: string; id: string; value: string; title?: string }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd data-figure={id}>{value}</dd>
    </div>
  );
}

function useFigures(watch: RegionWatch, region: Region, loop: PointLoop | null): Figures {
  const [figures, setFigures] = useState<Figures>({ epoch: region.epoch, perSecond: 0, bytesPerSecond: 0, feed: null, frames: null });
  useEffect(() => {
    let before = { atMs: performance.now(), epoch: region.epoch, bytes: watch.counters?.read().bytes ?? 0 };
    const look = () => {
      const now = { atMs: performance.now(), epoch: region.epoch, bytes: watch.counters?.read().bytes ?? 0 };
      const seconds = (now.atMs - before.atMs) / 1000;
      // The first epoch that comes is no movement.
      const moved = before.epoch === 0n ? 0 : Number(now.epoch - before.epoch);
      setFigures({ epoch: now.epoch, perSecond: moved / seconds, bytesPerSecond: (now.bytes - before.bytes) / seconds, feed: watch.counters?.read() ?? null, frames: loop?.figures.summary ?? null });
      before = now;
    };
    const timer = window.setInterval(look, INTERVAL_MS);
    return () => window.clearInterval(timer);
  }, [watch, region, loop]);
  return figures;
}
