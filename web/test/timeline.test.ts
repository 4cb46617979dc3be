import { describe, expect, it } from 'vitest';
import type { BranchEntry, TimelineMessage } from '../src/protocol/messages';
import { parseServerMessage } from '../src/protocol/messages';
import { TimelineHand } from '../src/session/timelineHand';
import { backText, forksOf, lanesOf, markNear, MAX_LANES, placeOf, secondsOf, tickAt, toneOf } from '../src/ui/timelinePlaces';

const MAIN: BranchEntry = { id: 1, name: 'main', fromId: 0, fromTick: 0, last: 100 };

function line(part: Partial<TimelineMessage>): TimelineMessage {
  return { type: 'timeline', whyOff: null, tick: 100, first: 0, last: 100, held: true, branchId: 1, branch: 'main', keptBytes: 0, budgetBytes: 0, costP50Ms: 0, costP99Ms: 0, branches: [MAIN], ...part };
}

function hand() {
  const sent: number[] = [];
  const shown: (number | null)[] = [];
  const frames: (() => void)[] = [];
  const clock = { nowMs: 0 };
  const made = new TimelineHand((message) => sent.push(message.tick), (callback) => frames.push(callback), () => clock.nowMs, (tick) => shown.push(tick));
  return { made, sent, shown, clock, draw: () => frames.splice(0).forEach((frame) => frame()) };
}

describe('TimelineHand', () => {
  it('sends the newest wish once a frame', () => {
    const { made, sent, shown, draw } = hand();
    made.grab();
    for (const tick of [90, 80, 80, 70]) made.moveTo(tick);
    expect(sent).toEqual([]);
    draw();
    made.moveTo(60);
    draw();
    expect(sent).toEqual([70, 60]);
    expect(shown).toEqual([90, 80, 70, 60]);
  });

  it('shows its own tick while it holds, and the answered one after', () => {
    const { made, shown, draw } = hand();
    made.grab();
    made.moveTo(40);
    draw();
    made.told(line({ tick: 40 }));
    expect(shown).toEqual([40]);
    made.letGo();
    made.told(line({ tick: 55 }));
    expect(shown).toEqual([40]);
    made.told(line({ tick: 40 }));
    expect(shown).toEqual([40, null]);
  });

  it('takes the nearest kept tick for an answer, and no answer for one after a while', () => {
    const { made, shown, draw, clock } = hand();
    made.moveTo(5);
    draw();
    made.told(line({ tick: 20, first: 20 }));
    expect(shown).toEqual([5, null]);
    made.moveTo(30);
    draw();
    made.told(line({ tick: 77 }));
    expect(shown).toEqual([5, null, 30]);
    clock.nowMs = 1_501;
    made.told(line({ tick: 77 }));
    expect(shown).toEqual([5, null, 30, null]);
  });

  it('sends what waits before something else is asked, and not twice', () => {
    const { made, sent, shown, draw } = hand();
    made.moveTo(5);
    made.settle();
    draw();
    made.settle();
    expect(sent).toEqual([5]);
    expect(shown).toEqual([5, null]);
  });

  it('sends nothing that was taken back', () => {
    const { made, sent, draw } = hand();
    made.moveTo(5);
    made.forget();
    draw();
    expect(sent).toEqual([]);
  });
});

describe('places', () => {
  it('leads from ticks to places and back, whatever the range', () => {
    for (const range of [{ first: 0, last: 1 }, { first: 200, last: 812 }, { first: 7, last: 7 }, { first: 2 ** 40, last: 2 ** 40 + 36_000 }]) {
      for (let tick = range.first; tick <= range.last; tick += Math.max(1, (range.last - range.first) / 97) | 0) {
        const place = placeOf(tick, range);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1);
        expect(tickAt(place, range)).toBe(tick);
      }
    }
    expect(tickAt(-3, { first: 10, last: 20 })).toBe(10);
    expect(tickAt(3, { first: 10, last: 20 })).toBe(20);
  });

  it('says how far back, in words', () => {
    expect([backText(100, 100), backText(99, 100), backText(50, 100), backText(0, 600)]).toEqual(['', '1 tick back', '50 ticks back', '10.0 s back']);
    expect(secondsOf(90)).toBe('1.5 s');
  });

  it('finds the nearest event that is near', () => {
    const marks = [{ tick: 10, kind: 'swap', text: 'a' }, { tick: 14, kind: 'crashed', text: 'b' }];
    expect(markNear(marks, 13, 3)?.text).toBe('b');
    expect(markNear(marks, 12, 0)).toBeNull();
    expect([toneOf('swap'), toneOf('crashed'), toneOf('whatever')]).toEqual(['swap', 'bad', 'bad']);
  });
});

describe('branches', () => {
  const second: BranchEntry = { id: 2, name: 'branch-2', fromId: 1, fromTick: 40, last: 90 };

  it('parts where one left the other, seen from either', () => {
    const branches = [MAIN, second];
    expect(forksOf(line({ branches }))).toEqual([40]);
    expect(lanesOf(line({ branches }))).toEqual([{ id: 2, name: 'branch-2', from: 40, to: 90 }]);
    expect(lanesOf(line({ branches, branchId: 2, last: 90 }))).toEqual([{ id: 1, name: 'main', from: 40, to: 90 }]);
  });

  it('shows only what is on the way that is shown', () => {
    const third: BranchEntry = { id: 3, name: 'branch-3', fromId: 1, fromTick: 60, last: 80 };
    const fourth: BranchEntry = { id: 4, name: 'branch-4', fromId: 3, fromTick: 70, last: 75 };
    const branches = [MAIN, second, third, fourth];
    expect(forksOf(line({ branches }))).toEqual([40, 60]);
    // From the second, the third and fourth parted where main did.
    expect(forksOf(line({ branches, branchId: 2, last: 90 }))).toEqual([40]);
    expect(forksOf(line({ branches, branchId: 4, last: 75 }))).toEqual([40, 60, 70]);
  });

  it('leaves out what lies outside, another world, and all beyond a few', () => {
    expect(forksOf(line({ first: 40, branches: [MAIN, second] }))).toEqual([]);
    expect(lanesOf(line({ first: 40, branches: [MAIN, { ...second, last: 30 }] }))).toEqual([]);
    expect(lanesOf(line({ branches: [MAIN, { ...second, fromId: 0, fromTick: 0 }] }))).toEqual([]);
    const many = [MAIN, ...Array.from({ length: 6 }, (_, i) => ({ ...second, id: i + 2 }))];
    expect(lanesOf(line({ branches: many })).map((lane) => lane.id)).toEqual([7, 6, 5]);
    expect(lanesOf(line({ branches: many }))).toHaveLength(MAX_LANES);
  });
});

describe('messages', () => {
  it('knows the timeline', () => {
    expect(parseServerMessage(JSON.stringify(line({})))).toEqual(line({}));
    expect(parseServerMessage('{"type":"marks","marks":[]}')).toEqual({ type: 'marks', marks: [] });
  });
});
