import type { Comment } from '../../core/model/comment.ts';
import { assert, assertEqual, isAdapterError } from '../assertions.ts';
import { type Bench, NotApplicable } from '../bench.ts';
import { can, chosenName, type ConformanceCase } from '../conformance-case.ts';

/** Long enough to pass every buffer and column of "short" text. */
const LONG_LENGTH = 70_000;

/** What a text holds, and such a text. Blank space around a text is the backend's to cut off. */
const TEXTS: Readonly<Record<string, string>> = {
  'characters of four bytes': 'Fox 🦊, g-clef 𝄞, family 👨‍👩‍👧‍👦, flag 🇯🇵 and 𠮷野家',
  'right-to-left text with direction marks': 'قال «Colloquy» \u200fثم مضى\u200e، ו\u2067שלום\u2069!',
  'combining marks, composed or not': 'e\u0301 is not é, a\u0323\u0302 is not ậ, Z\u0351\u0334\u0311algo',
  'zero-width and non-breaking spaces': 'a\u200bb\u2060c\u00a0d\u202fe\u00adf',
  'blank space within': 'Two  spaces,\ttab\n\n\n    indented after empty lines\n  so',
  'what looks like HTML': '<b>bold</b> <script>alert(1)</script> a < b && c > d <!--',
  'what looks like entities': '&amp; &lt;b&gt; &#128514; &copy &notit;',
  'what looks like Markdown': '**not** _changed_ [x](y) `code` \\* 1. # > ~~~',
  'quotes and backslashes': `"double" 'single' \`back\` \\ \\n \\u0041 \${x} {{y}} %s %20 ' OR 1=1;--`,
  'words that programs mistake': 'null undefined NaN true 0 -0 1e999 __proto__ constructor [object Object]',
};

export const textCases: readonly ConformanceCase[] = [
  ...Object.entries(TEXTS).map(([name, text]): ConformanceCase => ({
    title: `keeps ${name}`,
    needs: [can('create')],
    run: (bench) => assertKept(bench, text),
  })),
  {
    title: 'keeps a text that is nothing but one such word',
    needs: [can('create')],
    async run(bench) {
      for (const text of ['null', 'undefined', '0', 'false', '[]', '{}']) await assertKept(bench, text);
    },
  },
  {
    title: 'keeps a very long text to its end',
    needs: [can('create')],
    async run(bench) {
      const { maxLength } = bench.capabilities;
      await assertKept(bench, 'word '.repeat(Math.min(maxLength ?? Infinity, LONG_LENGTH) / 5 - 1) + 'end.');
    },
  },
  {
    title: "keeps an author's name as it was written",
    needs: [can('create'), chosenName],
    async run(bench) {
      const name = `Ünïté <b>O'Ndu</b> "مريم" 🦊 &amp; Zoe\u0308`;
      const sent = bench.newComment('Hello');
      const { id } = await bench.send({ ...sent, author: { ...sent.author, name } });
      assertEqual((await bench.find(id))?.author.name, name, 'name as listed');
    },
  },
];

async function assertKept(bench: Bench, text: string): Promise<void> {
  const { id } = await publish(bench, text);
  const listed = await bench.find(id);
  assert(listed, `The comment ${JSON.stringify(text.slice(0, 40))} is not listed.`);
  const { format, value } = listed.body;
  if (format !== bench.capabilities.bodyFormat) {
    throw new NotApplicable(`the backend turns ${bench.capabilities.bodyFormat} into ${format}`);
  }
  assertEqual(value.trim().length, text.length, 'length of the text as listed');
  assertEqual(value.trim(), text, 'text as listed');
}

async function publish(bench: Bench, text: string): Promise<Comment> {
  try {
    return await bench.publish(text);
  } catch (reason) {
    if (isAdapterError(reason) && reason.fields.body === 'too-short') {
      throw new NotApplicable('the backend wants longer texts');
    }
    throw reason;
  }
}
