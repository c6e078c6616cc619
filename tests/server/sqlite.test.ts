import { after } from 'node:test';
import { startOn, TemporaryFolder } from './support/fixture.ts';
import { wholeSuite } from './suite/whole.ts';

const folder = new TemporaryFolder();
let files = 0;

wholeSuite({
  name: 'SQLite',
  start: (settings) => startOn(folder.file(`${++files}.db`), settings),
});

after(() => folder.remove());
