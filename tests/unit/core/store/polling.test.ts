import { expect } from '@open-wc/testing';
import { Polling } from '../../../../src/core/store/polling.ts';
import { Clock } from '../../../support/clock.ts';

const SECOND = 1000;

describe('Polling', () => {
  function start(look: () => Promise<boolean> = async () => false, active = true) {
    const clock = new Clock();
    const looks: number[] = [];
    const begun = clock.now;
    const polling = new Polling(() => {
      looks.push((clock.now - begun) / SECOND);
      return look();
    }, active);
    return { clock, looks, polling };
  }

  it('looks ever more rarely while nothing happens, but never less than every five minutes', async () => {
    const { clock, looks } = start();
    await clock.pass(3600 * SECOND);
    expect(looks.slice(0, 4)).to.deep.equal([0, 30, 75, 142.5]);
    expect(looks.at(-1)! - looks.at(-2)!).to.equal(300);
  });

  it('looks often again once something was new', async () => {
    let found = false;
    const { clock, looks } = start(async () => found);
    await clock.pass(142.5 * SECOND);
    found = true;
    await clock.pass(600 * SECOND);
    const [last, before] = [looks.at(-1)!, looks.at(-2)!];
    expect(last - before).to.equal(20);
  });

  it('goes on, at ease, after a look that failed', async () => {
    const { clock, looks } = start(() => Promise.reject(new Error('offline')));
    await clock.pass(100 * SECOND);
    expect(looks).to.deep.equal([0, 30, 75]);
  });

  it('rests while nobody is looking, and then does at once what fell due', async () => {
    const { clock, looks, polling } = start(undefined, false);
    await clock.pass(3600 * SECOND);
    expect(looks).to.deep.equal([]);
    polling.setActive(true);
    await clock.pass(0);
    expect(looks).to.deep.equal([3600]);
  });

  it('does not look sooner because somebody came and went', async () => {
    const { clock, looks, polling } = start();
    await clock.pass(0);
    for (let times = 0; times < 5; times++) {
      polling.setActive(false);
      await clock.pass(SECOND);
      polling.setActive(true);
      await clock.pass(SECOND);
    }
    expect(looks).to.deep.equal([0]);
    await clock.pass(20 * SECOND);
    expect(looks).to.deep.equal([0, 30]);
  });

  it('never looks again once it is stopped, not even after a look that was under way', async () => {
    let answer!: (found: boolean) => void;
    const { clock, looks, polling } = start(() => new Promise((resolve) => (answer = resolve)));
    await clock.pass(0);
    polling.stop();
    answer(true);
    await clock.pass(3600 * SECOND);
    polling.setActive(true);
    await clock.pass(3600 * SECOND);
    expect(looks).to.deep.equal([0]);
  });
});
