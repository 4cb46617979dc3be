import { describe, expect, it } from 'vitest';
import { placeScreen } from '../src/screen/fit';
import { EpochRates } from '../src/session/epochRates';
import { likeliestModule } from '../src/session/likeliestModule';
import { TickHistory } from '../src/session/tickHistory';
import { eventToast, reportToast, streamToast, swapToast } from '../src/session/toasts';
import { bytes, compact, ms } from '../src/ui/format';

const REPORT = {
  module: 'shoal.flock', fromVersion: '1.0.0', toVersion: '1.1.0', fromDigest: 'a', toDigest: 'b', outcome: 'promoted' as const,
  reason: '', differences: [], prepareMs: 40, flipTick: 1200, pauseMs: 0.24,
};

describe('placeScreen', () => {
  const cart = { width: 160, height: 160 };

  it('keeps to whole device pixels when asked', () => {
    expect(placeScreen({ width: 360, height: 600 }, 3, cart, 'whole')).toEqual({ cssWidth: 320, cssHeight: 320, width: 960, height: 960, scale: 6 });
    expect(placeScreen({ width: 500, height: 400 }, 1, cart, 'whole').scale).toBe(2);
  });

  it('fills the smaller side otherwise, and when no whole pixel fits', () => {
    expect(placeScreen({ width: 500, height: 400 }, 1, cart, 'fit')).toMatchObject({ width: 400, height: 400 });
    expect(placeScreen({ width: 80, height: 80 }, 1, cart, 'whole')).toMatchObject({ width: 80, height: 80 });
    expect(placeScreen({ width: 0, height: 0 }, 1, cart, 'fit')).toMatchObject({ width: 1, height: 1 });
  });
});

describe('TickHistory', () => {
  it('joins stretches that overlap and begins anew after a restart', () => {
    const history = new TickHistory(5);
    history.add(0, [1000, 2000, 3000]);
    history.add(1, [2000, 3000, 4000]);
    expect(history.recentMs).toEqual([1, 2, 3, 4]);
    history.add(4, [5000, 6000]);
    expect(history.recentMs).toEqual([2, 3, 4, 5, 6]);
    history.add(0, [7000]);
    expect(history.recentMs).toEqual([7]);
    history.add(1, []);
    expect(history.recentMs).toEqual([7]);
  });
});

it('EpochRates counts epochs a second', () => {
  const rates = new EpochRates();
  const region = { name: 'fish', epoch: 100, sizeBytes: 1, slots: 3, owner: 'x' };
  rates.update([region], 1000);
  const next = rates.update([{ ...region, epoch: 115 }], 1250);
  expect(next.get('fish')).toEqual({ perSecond: 60, history: [60] });
});

it('likeliestModule goes by the file name', () => {
  const ids = ['shoal.shark', 'shoal.flock', 'shoal.view'];
  expect(likeliestModule('flock.wasm', ids)).toBe('shoal.flock');
  expect(likeliestModule('View-2.wasm', ids)).toBe('shoal.view');
  expect(likeliestModule('other.wasm', ids)).toBe('shoal.shark');
  expect(likeliestModule('x.wasm', [])).toBeNull();
});

describe('toasts', () => {
  it('say how a swap ended, and why', () => {
    expect(reportToast(REPORT)).toMatchObject({ tone: 'good', title: 'shoal.flock 1.0.0 → 1.1.0', text: 'Swapped at tick 1,200; the game waited 0.2 ms.' });
    expect(reportToast({ ...REPORT, outcome: 'rolledBack', reason: 'It trapped.' })).toMatchObject({ tone: 'bad', text: 'It trapped.' });
    expect(reportToast({ ...REPORT, outcome: 'refused', reason: 'r', differences: ['d'] })).toMatchObject({ title: 'shoal.flock was refused', details: ['d'] });
    expect(swapToast('a.wasm', { ok: false, fault: { code: 'Busy', message: 'M.', mend: 'Do.' } })).toMatchObject({ title: 'a.wasm was not taken', text: 'M. Do.' });
  });

  it('leave to the trace what needs no toast', () => {
    const event = { type: 'event' as const, kind: 'paused', tick: 1, module: '', text: '', swap: null };
    expect(eventToast(event)).toBeNull();
    expect(eventToast({ ...event, kind: 'swap', swap: REPORT })?.tone).toBe('good');
  });
});

it('figures are short', () => {
  expect([compact(999), compact(1_200), compact(30_200_000), compact(400e6)]).toEqual(['999', '1.2k', '30.2M', '400M']);
  expect([bytes(12), bytes(65_536), bytes(921_600), bytes(3 << 20)]).toEqual(['12 B', '64 KiB', '900 KiB', '3 MiB']);
  expect([ms(0.05), ms(12.34), ms(152.1)]).toEqual(['0.05 ms', '12.3 ms', '152 ms']);
});

describe('streamToast', () => {
  const stream = (stage: 'streaming' | 'adopted' | 'quarantined' | 'nextStart' | 'failed' | 'upToDate') => ({
    stage, set: 'shoal', fromVersion: '1.0.0', toVersion: '1.1.0', doneObjects: 1, totalObjects: 2, doneBytes: 1, totalBytes: 2, receivedBytes: 1, bytesPerSecond: 0,
    capBytesPerSecond: 1, capReason: 'slack', capText: '', latest: '', near: null, reorders: 0, problem: 'It trapped.', percent: 50,
  });

  it('says how an update ended, once', () => {
    expect(streamToast(stream('streaming'), stream('adopted'), 'Shoal')).toMatchObject({ tone: 'good', title: 'Shoal 1.1.0 is playing' });
    expect(streamToast(stream('streaming'), stream('quarantined'), 'Shoal')).toMatchObject({ tone: 'bad', text: '1.0.0 plays on. It trapped.' });
    expect(streamToast(stream('streaming'), stream('nextStart'), 'Shoal')?.tone).toBe('info');
    expect(streamToast(null, stream('failed'), 'Shoal')?.text).toBe('It trapped.');
    expect(streamToast(stream('adopted'), stream('adopted'), 'Shoal')).toBeNull();
  });

  it('is silent while it streams, and about what ended before the page was there', () => {
    expect(streamToast(null, stream('streaming'), 'Shoal')).toBeNull();
    expect(streamToast(undefined, stream('adopted'), 'Shoal')).toBeNull();
    expect(streamToast(stream('adopted'), null, 'Shoal')).toBeNull();
  });
});
