import type { SwapReport } from '../protocol/messages';

export interface ApiFault {
  code: string;
  message: string;
  mend: string;
}

export type ApiResult<T> = { ok: true; result: T } | { ok: false; fault: ApiFault };

/** The header that a page of another site cannot send without being asked first. */
const OWN_REQUEST = { 'X-Ludos-Request': '1' };

export function swapModule(file: File, moduleId: string | null): Promise<ApiResult<SwapReport>> {
  const query = new URLSearchParams({ name: file.name });
  if (moduleId !== null) query.set('module', moduleId);
  return post(`/api/swap?${query.toString()}`, file);
}

export function rollBackModule(moduleId: string): Promise<ApiResult<SwapReport>> {
  return post(`/api/rollback?${new URLSearchParams({ module: moduleId }).toString()}`, null);
}

async function post(url: string, body: Blob | null): Promise<ApiResult<SwapReport>> {
  try {
    const response = await fetch(url, { method: 'POST', headers: OWN_REQUEST, body, cache: 'no-store' });
    const value = (await response.json()) as { ok: boolean; result?: SwapReport } & Partial<ApiFault>;
    if (value.ok && value.result !== undefined) return { ok: true, result: value.result };
    return {
      ok: false,
      fault: { code: value.code ?? 'Failed', message: value.message ?? 'The game gave no reason.', mend: value.mend ?? '' },
    };
  } catch {
    return { ok: false, fault: { code: 'Unreachable', message: 'The game did not answer.', mend: 'Is it still running?' } };
  }
}
