/// <reference types="vite/client" />
import { expect, it } from 'vitest';
import { runScenario, type Scenario } from './scenario';

/** The suite of every arena, here in Node; tests/Ludos.Web.Tests runs the same runner in Chromium. */
const FILES = import.meta.glob('../../../tests/conformance/arena/*.json', { query: '?raw', import: 'default', eager: true }) as Record<string, string>;
const scenarios = Object.entries(FILES).map(([path, json]) => [path.split('/').at(-1)!, JSON.parse(json) as Scenario] as const);

it('has scenarios', () => expect(scenarios.length).toBeGreaterThan(15));

it.each(scenarios)('%s', async (_, scenario) => {
  expect(await runScenario(scenario)).toBeNull();
});

it('fails at a wrong value and at a step that it does not know', async () => {
  const scenario = scenarios.find(([name]) => name === 'publish-3.json')![1];
  expect(await runScenario({ ...scenario, steps: [{ op: 'front', epoch: 2, at: 0, hex: '00' }] })).toContain('epoch is 1, not 2');
  expect(await runScenario({ ...scenario, steps: [{ op: 'front', epoch: 1, at: 0, hex: '01' }] })).toContain('bytes at 0');
  expect(await runScenario({ ...scenario, steps: [{ op: 'vanish' }] })).toContain("does not know 'vanish'");
});
