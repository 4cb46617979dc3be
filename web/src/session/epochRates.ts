import type { RegionStatus } from '../protocol/messages';

const KEPT = 24;

export interface RegionRate {
  /** Epochs a second since the last status. */
  perSecond: number;
  /** The same for the last few statuses, oldest first. */
  history: readonly number[];
}

/** How fast each region's epoch moves, from one status to the next. */
export class EpochRates {
  private readonly seen = new Map<string, { epoch: number; atMs: number; history: number[] }>();

  update(regions: readonly RegionStatus[], nowMs: number): ReadonlyMap<string, RegionRate> {
    const rates = new Map<string, RegionRate>();
    for (const region of regions) {
      const before = this.seen.get(region.name);
      const elapsedMs = before === undefined ? 0 : nowMs - before.atMs;
      const moved = before === undefined ? 0 : Math.max(0, region.epoch - before.epoch);
      const perSecond = elapsedMs > 0 ? (moved * 1000) / elapsedMs : 0;
      const history = before === undefined ? [] : [...before.history, perSecond].slice(-KEPT);
      this.seen.set(region.name, { epoch: region.epoch, atMs: nowMs, history });
      rates.set(region.name, { perSecond, history });
    }
    return rates;
  }
}
