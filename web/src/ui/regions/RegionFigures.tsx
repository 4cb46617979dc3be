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
      <Figure name="epoch" id="epoch" raw={Number(figures.epoch)} value={count(Number(figures.epoch))} />
      <Figure name="rate" id="rate" raw={figures.perSecond} value={feeds.link === 'open' ? `${figures.perSecond.toFixed(0)}/s` : feeds.link} title="Epochs a second" />
      <Figure name="feed" id="feed" raw={figures.bytesPerSecond} value={`${bytes(Math.round(figures.bytesPerSecond))}/s`} />
      <Figure name="skipped" id="skipped" raw={feed?.skipped ?? 0} value={count(feed?.skipped ?? 0)} title="Epochs that were left out because this page had not taken earlier ones: the newest wins" />
      {frames !== null && <Figure name="frame p99" id="work" raw={frames.workP99Ms} value={ms(frames.workP99Ms)} title="Work in a frame of the browser" />}
      {frames !== null && <Figure name="uploads" id="uploads" raw={frames.uploads} value={count(frames.uploads)} title="Contents handed to the GPU: one for each epoch that a frame comes upon" />}
      {check && frames !== null && feed !== null && <CheckFigures frames={frames} feed={feed} onReset={() => loop?.figures.reset()} />}
    </dl>
  );
}

/** What a window that checks tells besides. */
function CheckFigures({ frames, feed, onReset }: { frames: FrameSummary; feed: FeedFigures; onReset: () => void }) {
  return (
    <>
      <Figure name="torn" id="torn" raw={frames.torn} value={count(frames.torn)} title="Contents that were not what the server's checksum says" />
      <Figure name="checked" id="checked" raw={frames.checked} value={count(frames.checked)} title="Contents that were compared with the server's checksum" />
      <Figure name="epochs shown" id="shown" raw={frames.epochs} value={count(frames.epochs)} title="Epochs that frames of the browser came upon" />
      <Figure name="published" id="published" raw={frames.published} value={count(frames.published)} title="Epochs that were published from the first of these to the last" />
      <Figure name="revoked" id="revoked" raw={frames.revoked} value={count(frames.revoked)} title="Reads whose slot was needed meanwhile: dropped and taken anew" />
      <Figure name="interval p99" id="interval" raw={frames.intervalP99Ms} value={ms(frames.intervalP99Ms)} title={`Between two frames of the browser; p50 ${ms(frames.intervalP50Ms)}`} />
      <Figure name="arrived" id="arrived" raw={feed.frames} value={count(feed.frames)} title="Frames that came over the socket" />
      <Figure name="refused" id="refused" raw={feed.refused} value={count(feed.refused)} title="Frames that were damaged or built on another epoch" />
      <button type="button" className="button text region-reset" onClick={onReset}>Count anew</button>
    </>
  );
}

function Figure({ name, id, raw, value, title }: { name: string; id: string; raw: number; value: string; title?: string }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd data-figure={id} data-value={raw}>{value}</dd>
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
