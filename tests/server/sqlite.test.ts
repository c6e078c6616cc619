import { after } from 'node:test';
import { startOn, TemporaryFolder } from './support/fixture.ts';
import { pairSuite } from './suite/pair.ts';
import { wholeSuite } from './suite/whole.ts';

const folder = new TemporaryFolder();
let files = 0;

wholeSuite({
  name: 'SQLite',
  start: (settings) => startOn(folder.file(`${++files}.db`), settings),
  emptyDatabase: async () => folder.file(`${++files}.db`),
});

pairSuite({
  name: 'SQLite',
  args: ['--data', folder.file('pair.db')],
  environment: {},
  tells: 'unknown',
});

after(() => folder.remove());
