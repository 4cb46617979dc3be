import type { EventMessage, StreamStatus, SwapReport } from '../protocol/messages';
import type { ApiResult } from './api';

export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'info';
  title: string;
  text: string;
  details?: readonly string[];
}

/** What to say of a swap or rollback that this page asked for. */
export function swapToast(what: string, outcome: ApiResult<SwapReport>): Omit<Toast, 'id'> {
  if (!outcome.ok) {
    return { tone: 'bad', title: `${what} was not taken`, text: join(outcome.fault.message, outcome.fault.mend) };
  }
  return reportToast(outcome.result);
}

export function reportToast(report: SwapReport): Omit<Toast, 'id'> {
  const what = report.fromVersion === report.toVersion ? 'was swapped' : `${report.fromVersion} → ${report.toVersion}`;
  switch (report.outcome) {
    case 'promoted':
      return {
        tone: 'good',
        title: `${report.module} ${what}`,
        text: `Swapped at tick ${report.flipTick.toLocaleString('en')}; the game waited ${formatMs(report.pauseMs)}.`,
      };
    case 'rolledBack':
      return { tone: 'bad', title: `${report.module} was rolled back`, text: report.reason, details: report.differences };
    default:
      return { tone: 'bad', title: `${report.module} was refused`, text: report.reason, details: report.differences };
  }
}

/** What to say of something that this page did not ask for; null when the trace log is enough. */
export function eventToast(event: EventMessage): Omit<Toast, 'id'> | null {
  if (event.kind === 'swap') return event.swap === null ? null : reportToast(event.swap);
  if (event.kind === 'moduleStopped') return { tone: 'bad', title: `${event.module} was stopped`, text: event.text };
  if (event.kind === 'watch') return { tone: 'info', title: event.module || 'Watching', text: event.text };
  return null;
}

/** What to say when an update has come to rest; null while it is on its way, and for one that rested before this page looked. */
export function streamToast(before: StreamStatus | null | undefined, now: StreamStatus | null, name: string): Omit<Toast, 'id'> | null {
  if (before === undefined || now === null || before?.stage === now.stage) return null;
  const what = `${name} ${now.toVersion}`.trim();
  switch (now.stage) {
    case 'adopted':
      return { tone: 'good', title: `${what} is playing`, text: `It came in while ${now.fromVersion} played, and is what is installed now.` };
    case 'quarantined':
      return { tone: 'bad', title: `${what} failed and is gone`, text: join(`${now.fromVersion} plays on.`, now.problem ?? '') };
    case 'nextStart':
      return { tone: 'info', title: `${what} plays from the next start on`, text: now.problem ?? '' };
    case 'failed':
      return { tone: 'bad', title: `The update of ${name} was given up`, text: now.problem ?? '' };
    case 'upToDate':
      return { tone: 'info', title: `${name} is up to date`, text: 'What plays is the newest that may.' };
    default:
      return null;
  }
}

function formatMs(ms: number): string {
  return ms < 0.1 ? 'less than 0.1 ms' : `${ms.toFixed(1)} ms`;
}

function join(message: string, mend: string): string {
  return mend === '' ? message : `${message} ${mend}`;
}
