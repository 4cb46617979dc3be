/** The little of Node that the tests of several threads use. */
declare module 'node:worker_threads' {
  export class Worker {
    constructor(source: string, options: { eval: boolean; workerData: unknown });
    on(event: 'message', listener: (value: unknown) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    postMessage(value: unknown): void;
    terminate(): Promise<number>;
  }
  export const parentPort: { postMessage(value: unknown): void } | null;
  export const workerData: unknown;
}
