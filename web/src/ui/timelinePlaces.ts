import type { BranchEntry, MarkEntry, TimelineMessage } from '../protocol/messages';

const TICKS_PER_SECOND = 60;
/** Lanes beside the rail; branches beyond them are in the list only. */
export const MAX_LANES = 3;

/** A tick's place between the first kept and the last, 0 to 1. */
export function placeOf(tick: number, line: Pick<TimelineMessage, 'first' | 'last'>): number {
  const span = line.last - line.first;
  return span <= 0 ? 1 : Math.min(1, Math.max(0, (tick - line.first) / span));
}

export function tickAt(place: number, line: Pick<TimelineMessage, 'first' | 'last'>): number {
  return Math.round(line.first + Math.min(1, Math.max(0, place)) * (line.last - line.first));
}

/** "7.9 s back", or nothing at the newest tick. */
export function backText(tick: number, last: number): string {
  const ticks = last - tick;
  if (ticks <= 0) return '';
  if (ticks < TICKS_PER_SECOND) return ticks === 1 ? '1 tick back' : `${ticks} ticks back`;
  return `${(ticks / TICKS_PER_SECOND).toFixed(1)} s back`;
}

export function secondsOf(ticks: number): string {
  return `${(ticks / TICKS_PER_SECOND).toFixed(1)} s`;
}

export type MarkTone = 'swap' | 'bad';

export function toneOf(kind: string): MarkTone {
  return kind === 'swap' ? 'swap' : 'bad';
}

/** The event nearest to a place, if it is near. */
export function markNear(marks: readonly MarkEntry[], tick: number, withinTicks: number): MarkEntry | null {
  let best: MarkEntry | null = null;
  for (const mark of marks) {
    const distance = Math.abs(mark.tick - tick);
    if (distance <= withinTicks && (best === null || distance < Math.abs(best.tick - tick))) best = mark;
  }
  return best;
}

export interface Lane {
  id: number;
  name: string;
  from: number;
  to: number;
}

/** The other branches, as stretches beside the rail: newest first. */
export function lanesOf(line: TimelineMessage): Lane[] {
  return partings(line)
    .map(({ branch, tick }) => ({ id: branch.id, name: branch.name, from: Math.max(tick, line.first), to: Math.min(branch.last, line.last) }))
    .filter((lane) => lane.to > lane.from)
    .reverse()
    .slice(0, MAX_LANES);
}

/** Ticks of the way that is shown at which another branch parts from it. */
export function forksOf(line: TimelineMessage): number[] {
  const ticks = partings(line).map((parting) => parting.tick);
  return [...new Set(ticks)].filter((tick) => tick > line.first && tick <= line.last).sort((a, b) => a - b);
}

/** Every other branch that has ticks in common with the way that is shown, and the last of them. */
function partings(line: TimelineMessage): { branch: BranchEntry; tick: number }[] {
  const byId = new Map(line.branches.map((branch) => [branch.id, branch]));
  const way = new Map<number, number>();
  let upTo = Number.POSITIVE_INFINITY;
  for (let step = byId.get(line.branchId); step !== undefined; step = byId.get(step.fromId)) {
    way.set(step.id, upTo);
    upTo = Math.min(upTo, step.fromTick);
  }
  const found: { branch: BranchEntry; tick: number }[] = [];
  for (const branch of line.branches) {
    if (branch.id === line.branchId) continue;
    let tick = Number.POSITIVE_INFINITY;
    let step: BranchEntry | undefined = branch;
    while (step !== undefined && !way.has(step.id)) {
      tick = Math.min(tick, step.fromTick);
      step = byId.get(step.fromId);
    }
    if (step !== undefined) found.push({ branch, tick: Math.min(tick, way.get(step.id)!) });
  }
  return found;
}
