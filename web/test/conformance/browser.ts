import { runScenario, type Scenario } from './scenario';

/** Bundled and evaluated in a page by tests/Ludos.Web.Tests. */
Object.assign(globalThis, { runArenaScenario: (json: string) => runScenario(JSON.parse(json) as Scenario) });
