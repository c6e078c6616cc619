import type { ImportProblem } from '../problem.ts';

/** One element of a list in a JSON file, still as text. */
export interface JsonItem {
  /** The list's keys from the root, joined by dots: '' is a list that is the root itself. */
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

const LONGEST_ITEM = 16 * 1024 * 1024;
const DEEPEST = 1000;

/**
 * Gives the objects in the wanted lists of a JSON text of any size, one at a time. An item that is no JSON
 * is the caller's to find; one that ends nowhere ends the file.
 */
export async function* jsonItems(
  chunks: AsyncIterable<string>,
  wanted: readonly string[],
  longest = LONGEST_ITEM,
): AsyncGenerator<JsonItem | ImportProblem> {
  const scanner = new JsonScanner(wanted, longest);
  for await (const chunk of chunks) {
    yield* scanner.push(chunk);
    if (scanner.broken) return;
  }
  yield* scanner.end();
}

interface Container {
  readonly isList: boolean;
  readonly path: string;
  readonly wanted: boolean;
  key: string;
}

interface Capture {
  readonly path: string;
  readonly line: number;
  readonly parts: string[];
  length: number;
  /** Brackets open within the item. */
  depth: number;
}

/** What ends or interrupts the text of a string. A bare line feed cannot be in one: there it was never closed. */
const STRING_MARK = /["\\\n]/g;

class JsonScanner {
  broken = false;
  readonly #wanted: ReadonlySet<string>;
  readonly #longest: number;
  readonly #containers: Container[] = [];
  #found: (JsonItem | ImportProblem)[] = [];
  #capture: Capture | undefined;
  #line = 1;
  #inString = false;
  #escaped = false;
  /** The text of a key being read, as it stands in the file. */
  #key: string | undefined;
  #expectsKey = false;
  #scalarSeen = false;
  #begun = false;

  constructor(wanted: readonly string[], longest: number) {
    this.#wanted = new Set(wanted);
    this.#longest = longest;
  }

  push(chunk: string): (JsonItem | ImportProblem)[] {
    this.#found = [];
    let captureStart = 0;
    let index = 0;
    while (index < chunk.length && !this.broken) {
      if (this.#inString) {
        index = this.#readString(chunk, index);
        continue;
      }
      const character = chunk[index]!;
      if (this.#capture) {
        if (this.#readCaptured(character)) {
          this.#finishCapture(chunk.slice(captureStart, index + 1));
        }
      } else if (this.#readOutside(character)) {
        captureStart = index;
      }
      index++;
    }
    if (this.#capture) this.#keep(chunk.slice(captureStart));
    return this.#found;
  }

  end(): ImportProblem[] {
    if (this.broken || (this.#begun && this.#containers.length === 0 && !this.#capture)) return [];
    const line = this.#capture?.line ?? this.#line;
    const reason = this.#begun ? 'the file ends too early: what begins here has no end' : 'this is no JSON';
    return [{ kind: 'broken-file', reason, line }];
  }

  #readString(chunk: string, from: number): number {
    if (this.#escaped) {
      this.#escaped = false;
      if (this.#key !== undefined) this.#key += chunk[from];
      return from + 1;
    }
    STRING_MARK.lastIndex = from;
    const mark = STRING_MARK.exec(chunk);
    const end = mark?.index ?? chunk.length;
    if (this.#key !== undefined) this.#key += chunk.slice(from, end);
    if (!mark) return end;
    if (mark[0] === '\\') {
      this.#escaped = true;
      if (this.#key !== undefined) this.#key += '\\';
      return end + 1;
    }
    this.#inString = false;
    const container = this.#containers.at(-1);
    if (this.#key !== undefined && container) container.key = readKey(this.#key);
    this.#key = undefined;
    // A line feed is read again, outside of the string, and so counted there.
    return mark[0] === '"' ? end + 1 : end;
  }

  /** Whether the item ends with this character. */
  #readCaptured(character: string): boolean {
    const capture = this.#capture!;
    if (character === '"') this.#inString = true;
    else if (character === '\n') this.#line++;
    else if (character === '{' || character === '[') capture.depth++;
    else if (character === '}' || character === ']') capture.depth--;
    return capture.depth === 0;
  }

  /** Whether an item begins with this character. */
  #readOutside(character: string): boolean {
    const container = this.#containers.at(-1);
    switch (character) {
      case '\n':
        this.#line++;
        return false;
      case ' ':
      case '\t':
      case '\r':
        return false;
      case '{':
      case '[':
        return this.#open(character === '[', container);
      case '}':
      case ']':
        this.#close(character === ']', container);
        return false;
      case ',':
        this.#scalarSeen = false;
        this.#expectsKey = container !== undefined && !container.isList;
        return false;
      case ':':
        this.#expectsKey = false;
        return false;
    }
    if (character === '"') {
      this.#inString = true;
      if (this.#expectsKey) this.#key = '';
    }
    if (!container) this.#fail('this is no JSON');
    else if (container.wanted && !this.#scalarSeen) {
      this.#scalarSeen = true;
      this.#found.push({ kind: 'bad', reason: 'not an object', line: this.#line });
    }
    return false;
  }

  #open(isList: boolean, container: Container | undefined): boolean {
    if (!container && this.#begun) {
      this.#fail('there is more after the end of the JSON text');
      return false;
    }
    this.#begun = true;
    if (container?.wanted) {
      this.#capture = { path: container.path, line: this.#line, parts: [], length: 0, depth: 1 };
      return true;
    }
    if (this.#containers.length === DEEPEST) {
      this.#fail('nested too deeply');
      return false;
    }
    const path =
      !container || container.isList
        ? (container?.path ?? '')
        : [container.path, container.key].filter(Boolean).join('.');
    this.#containers.push({ isList, path, wanted: isList && this.#wanted.has(path), key: '' });
    this.#expectsKey = !isList;
    return false;
  }

  #close(isList: boolean, container: Container | undefined): void {
    if (container?.isList !== isList) {
      this.#fail('brackets do not match');
      return;
    }
    this.#containers.pop();
    this.#scalarSeen = false;
    this.#expectsKey = false;
  }

  #keep(text: string): void {
    const capture = this.#capture!;
    capture.length += text.length;
    if (capture.length > this.#longest) capture.parts.length = 0;
    else capture.parts.push(text);
  }

  #finishCapture(text: string): void {
    this.#keep(text);
    const { path, line, parts, length } = this.#capture!;
    this.#capture = undefined;
    if (length > this.#longest) this.#found.push({ kind: 'bad', reason: 'the record is too large', line });
    else this.#found.push({ path, line, text: parts.join('') });
  }

  #fail(reason: string): void {
    this.broken = true;
    this.#found.push({ kind: 'broken-file', reason, line: this.#line });
  }
}

function readKey(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
