/** What a button or its shortcut does to a Markdown text. */
export type MarkdownTool = 'bold' | 'italic' | 'link' | 'code' | 'quote' | 'list';

interface Marks {
  /** With Ctrl or Cmd. */
  readonly key?: string;
  /** Put around what is selected. */
  readonly around?: readonly [before: string, after: string];
  /** Put before each line. */
  readonly line?: string;
}

export const MARKDOWN_TOOLS: Readonly<Record<MarkdownTool, Marks>> = {
  bold: { key: 'b', around: ['**', '**'] },
  italic: { key: 'i', around: ['_', '_'] },
  link: { key: 'k', around: ['[', '](https://)'] },
  code: { key: 'e', around: ['`', '`'] },
  quote: { line: '> ' },
  list: { line: '- ' },
};

/** A text with a selection in it. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tool whose shortcut was pressed. */
export function toolOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): MarkdownTool | undefined {
  if (ctrlKey === metaKey || shiftKey || altKey) return undefined;
  const pressed = key.toLowerCase();
  return (Object.keys(MARKDOWN_TOOLS) as MarkdownTool[]).find((tool) => MARKDOWN_TOOLS[tool].key === pressed);
}

/** The text with the marks, or without them where they were there; what is to be typed on is selected. */
export function applyTool(tool: MarkdownTool, selected: Selected): Selected {
  const { around, line } = MARKDOWN_TOOLS[tool];
  return around ? wrap(selected, around, tool === 'link') : markLines(selected, line!);
}

function wrap(
  { text, start, end }: Selected,
  [before, after]: readonly [string, string],
  isLink: boolean,
): Selected {
  const chosen = text.slice(start, end);
  const isMarked = text.slice(0, start).endsWith(before) && text.slice(end).startsWith(after);
  if (isMarked) {
    const from = start - before.length;
    return {
      text: text.slice(0, from) + chosen + text.slice(end + after.length),
      start: from,
      end: from + chosen.length,
    };
  }
  const marked = text.slice(0, start) + before + chosen + after + text.slice(end);
  const inner = start + before.length;
  if (!isLink || chosen === '') return { text: marked, start: inner, end: inner + chosen.length };
  // The words are there; where they lead is what is missing.
  const address = inner + chosen.length + ']('.length;
  return { text: marked, start: address, end: address + 'https://'.length };
}

function markLines({ text, start, end }: Selected, mark: string): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const isMarked = lines.every((line) => line.startsWith(mark));
  const changed = lines.map((line) => (isMarked ? line.slice(mark.length) : mark + line)).join('\n');
  const moved = text.slice(0, from) + changed + text.slice(to);
  const caret = from + changed.length;
  return { text: moved, start: start === end ? caret : from, end: caret };
}
