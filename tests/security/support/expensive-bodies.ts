import type { BodyFormat } from '../../../src/core/model/comment.ts';

interface ExpensiveBody {
  readonly name: string;
  readonly format: BodyFormat;
  readonly value: string;
  /** Whether less of it is shown than was written. */
  readonly isCut: boolean;
}

const MEGABYTE = 1_000_000;

/** This piece again and again, up to a length. */
function filled(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

const named = (format: BodyFormat, isCut: boolean, all: Readonly<Record<string, string>>): ExpensiveBody[] =>
  Object.entries(all).map(([name, value]) => ({ name, format, value, isCut }));

/** What made some parser or regular expression, here or elsewhere, take time that grows faster than its text. */
export const EXPENSIVE: readonly ExpensiveBody[] = [
  ...named('html', true, {
    'a megabyte of words': filled('word ', MEGABYTE),
    'a megabyte of paragraphs': filled('<p>word</p>', MEGABYTE),
    'a megabyte of entities': filled('&amp;', MEGABYTE),
    'a hundred thousand tags': '<i>'.repeat(100_000),
    'a hundred thousand elements': '<b>x</b>'.repeat(100_000),
    'a hundred thousand forbidden elements': '<x-y>a</x-y>'.repeat(100_000),
    'six hundred levels': `${'<span>'.repeat(600)}x`,
    'six hundred levels in tables': '<table><tr><td>'.repeat(600),
    'six hundred levels behind ends that end nothing': '<q></b>'.repeat(600),
    'thousands of marks that are never closed': filled('<a><b><i><u>', 90_000),
    'a tag that never ends': `<p ${filled('a ', MEGABYTE)}`,
    'an attribute that never ends': `<p title="${filled('a', MEGABYTE)}`,
    'a comment that never ends': `<!--${filled('-', MEGABYTE)}`,
  }),
  ...named('html', false, {
    'ten thousand attributes': `<p ${Array.from({ length: 10_000 }, (_, index) => `a${index}=1`).join(' ')}>`,
    'beginnings of tags': filled('<', 90_000),
    'beginnings of ends': filled('</', 90_000),
  }),
  ...named('markdown', true, {
    'a megabyte of Markdown': filled('*word* ', MEGABYTE),
    'a megabyte of brackets': filled('[', MEGABYTE),
  }),
  ...named('markdown', false, {
    'quotations of quotations': filled('>', 20_000),
    'lists of lists': filled('- ', 20_000),
    'quotations of lists': filled('> 1. ', 20_000),
    'lists of lists, line by line': Array.from(
      { length: 140 },
      (_, level) => `${'  '.repeat(level)}- a`,
    ).join('\n'),
    'emphasis of words': filled('*word* ', 20_000),
    'brackets that open': filled('[', 20_000),
    'pictures that begin': filled('![', 20_000),
    'links that begin': filled('[a](', 20_000),
    'links with ends that do not come': filled('[a](<b', 20_000),
    'emphasis that opens': filled('*a ', 20_000),
    'emphasis of emphasis': filled('**a *b ', 20_000),
    underscores: filled('_', 20_000),
    'ticks of growing number': Array.from({ length: 190 }, (_, index) => '`'.repeat(index + 1)).join(' '),
    'entities that do not end': filled('&a', 20_000),
    'autolinks that do not end': filled('<https://a', 20_000),
    'tags that do not end': filled('<a b=', 20_000),
    references: filled('[a]: b\n', 20_000),
    escapes: filled('\\', 20_000),
  }),
  ...named('text', true, {
    'a megabyte of text': filled('word ', MEGABYTE),
    'a megabyte of addresses': filled('https://example.org/ ', MEGABYTE),
    'a megabyte of marks': `a${filled('\u0301', MEGABYTE)}`,
  }),
  ...named('text', false, {
    schemes: filled('https://', 90_000),
    'an address of dots': `https://${filled('.', 90_000)}`,
    'an address of brackets': `https://a${filled('()', 90_000)}`,
    'brackets that open in an address': `https://a${filled('(', 90_000)}`,
    'blank lines': filled('\n \n', 90_000),
    spaces: `a${filled(' ', 90_000)}b`,
  }),
];
