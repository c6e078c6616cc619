import { expect } from '@open-wc/testing';
import {
  applyTool,
  type MarkdownTool,
  type Selected,
  toolOf,
} from '../../../src/elements/form/markdown-tools.ts';

/** A text in which `[` and `]` of doubled width mark the selection. */
function read(marked: string): Selected {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace(/[⟦⟧]/g, ''), start, end };
}

function write({ text, start, end }: Selected): string {
  return `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
}

const CASES: readonly (readonly [tool: MarkdownTool, before: string, after: string])[] = [
  ['bold', 'a ⟦word⟧ here', 'a **⟦word⟧** here'],
  ['bold', 'a **⟦word⟧** here', 'a ⟦word⟧ here'],
  ['bold', '⟦⟧', '**⟦⟧**'],
  ['italic', '⟦word⟧', '_⟦word⟧_'],
  ['code', 'call ⟦f()⟧', 'call `⟦f()⟧`'],
  ['link', 'see ⟦here⟧.', 'see [here](⟦https://⟧).'],
  ['link', '⟦⟧', '[⟦⟧](https://)'],
  ['quote', 'one\nt⟦wo\nthr⟧ee\nfour', 'one\n⟦> two\n> three⟧\nfour'],
  ['quote', 'one\n⟦> two\n> three⟧', 'one\n⟦two\nthree⟧'],
  ['list', 'milk⟦⟧', '- milk⟦⟧'],
  ['list', '⟦one\n- two⟧', '⟦- one\n- - two⟧'],
];

describe('applyTool', () => {
  for (const [tool, before, after] of CASES) {
    it(`${tool}: ${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => {
      expect(write(applyTool(tool, read(before)))).to.equal(after);
    });
  }
});

describe('toolOf', () => {
  const press = (key: string, init: KeyboardEventInit = {}) =>
    toolOf(new KeyboardEvent('keydown', { key, ...init }));

  it('knows the shortcuts, with Ctrl or Cmd', () => {
    expect(press('b', { ctrlKey: true })).to.equal('bold');
    expect(press('B', { metaKey: true })).to.equal('bold');
    expect(press('k', { ctrlKey: true })).to.equal('link');
  });

  it('leaves everything else to the browser', () => {
    expect(press('b')).to.equal(undefined);
    expect(press('b', { ctrlKey: true, shiftKey: true })).to.equal(undefined);
    expect(press('b', { ctrlKey: true, altKey: true })).to.equal(undefined);
    expect(press('b', { ctrlKey: true, metaKey: true })).to.equal(undefined);
    expect(press('z', { ctrlKey: true })).to.equal(undefined);
  });
});
