import { SaxesParser } from 'saxes';
import type { ImportProblem } from '../problem.ts';

export interface XmlNode {
  /** As written, with its prefix: exporters always use the same ones. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlNode[];
}

export interface XmlRecord {
  readonly node: XmlNode;
  readonly line: number;
  /** Which element it is in, counted from the start of the file; 0 when that is lost. */
  readonly parent: number;
  /** Why the record cannot be trusted: the XML in it is not well-formed, or it is too large. */
  readonly fault?: string;
}

/** Whether an element with this name, in one of that name, is a record. Nothing inside a record is asked for. */
export type IsRecord = (name: string, parent: string | undefined) => boolean;

const LARGEST_RECORD = 16 * 1024 * 1024;
/** A tag, text or declaration longer than this is none: the parser would hold all of it. */
const LONGEST_TOKEN = 64 * 1024 * 1024;
const DEEPEST = 256;

/** Characters that XML cannot hold, yet old comments do: WordPress writes them into its CDATA unchecked. */
// eslint-disable-next-line no-control-regex -- they are what this is about
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** What the parser says again and again once a stray end tag made it close everything that was open. */
const AFTERMATH = /only one root|outside of root|unmatched closing tag/;

/**
 * Reads the wanted elements of an XML text of any size, one at a time. The parser knows no entities but
 * XML's own five, and a text that declares some is refused, so nothing in it can grow.
 */
export async function* xmlRecords(
  chunks: AsyncIterable<string>,
  isRecord: IsRecord,
): AsyncGenerator<XmlRecord | ImportProblem> {
  const reader = new XmlRecordReader(isRecord);
  for await (const chunk of chunks) {
    yield* reader.push(chunk);
    if (reader.broken) return;
  }
  yield* reader.end();
}

interface OpenRecord {
  readonly root: XmlNode;
  readonly line: number;
  readonly parent: number;
  readonly path: XmlNode[];
  size: number;
  fault?: string;
}

class XmlRecordReader {
  broken = false;
  readonly #parser = new SaxesParser();
  readonly #isRecord: IsRecord;
  /** The open elements around records. */
  readonly #around: { readonly name: string; readonly number: number }[] = [];
  #elements = 0;
  #found: (XmlRecord | ImportProblem)[] = [];
  #open: OpenRecord | undefined;
  #closed: { readonly record: OpenRecord; readonly position: number } | undefined;
  #tokenStart = 0;
  #root = '';
  /** A stray end tag has closed everything; whether the root's own has come nevertheless. */
  #astray = false;
  #rootEnded = false;
  #ended = false;

  constructor(isRecord: IsRecord) {
    this.#isRecord = isRecord;
    const parser = this.#parser;
    parser.on('error', (error) => this.#onError(error.message));
    parser.on('doctype', (doctype) => {
      if (doctype.includes('[') || /\b(SYSTEM|PUBLIC)\b/.test(doctype)) {
        this.#fail('the file declares entities of its own (a DOCTYPE), which no export does');
      }
    });
    parser.on('opentag', (tag) => this.#onOpen(tag.name, tag.attributes as Record<string, string>));
    parser.on('closetag', () => this.#onClose());
    parser.on('text', (text) => this.#onText(text));
    parser.on('cdata', (text) => this.#onText(text));
  }

  push(chunk: string): (XmlRecord | ImportProblem)[] {
    this.#found = [];
    this.#parser.write(chunk.replace(CONTROLS, ''));
    this.#release();
    if (!this.broken && this.#parser.position - this.#tokenStart > LONGEST_TOKEN) {
      this.#fail('something in the file has no end');
    }
    return this.#found;
  }

  end(): (XmlRecord | ImportProblem)[] {
    this.#found = [];
    const line = this.#open?.line ?? this.#parser.line;
    const unfinished =
      this.#open !== undefined || this.#around.length > 0 || (this.#astray && !this.#rootEnded);
    this.#open = undefined;
    this.#release();
    this.#ended = true;
    this.#parser.close();
    if (this.#elements === 0) this.#fail('this is no XML');
    else if (unfinished) this.#fail('the file ends too early: what begins here has no end', line);
    return this.#found;
  }

  #onOpen(name: string, attributes: Record<string, string>): void {
    if (this.broken) return;
    this.#passToken();
    if (this.#elements++ === 0) this.#root = name;
    const around = this.#around.at(-1);
    const node: XmlNode = { name, attributes: { ...attributes }, text: '', children: [] };
    const record = this.#open;
    if (record) {
      this.#grow(record, name.length);
      if (record.fault === undefined) record.path.at(-1)!.children.push(node);
      record.path.push(node);
      if (record.path.length > DEEPEST) this.#fail('nested too deeply');
    } else if (this.#isRecord(name, around?.name)) {
      const parent = around?.number ?? 0;
      this.#open = { root: node, line: this.#parser.line, parent, path: [node], size: 0 };
    } else {
      this.#around.push({ name, number: this.#elements });
      if (this.#around.length > DEEPEST) this.#fail('nested too deeply');
    }
  }

  #onClose(): void {
    if (this.broken) return;
    this.#passToken();
    const record = this.#open;
    if (!record) {
      this.#around.pop();
      return;
    }
    record.path.pop();
    if (record.path.length > 0) return;
    this.#open = undefined;
    this.#release();
    this.#closed = { record, position: this.#parser.position };
  }

  #onText(text: string): void {
    if (this.broken) return;
    this.#passToken();
    const record = this.#open;
    if (!record) return;
    this.#grow(record, text.length);
    if (record.fault === undefined) record.path.at(-1)!.text += text;
  }

  #grow(record: OpenRecord, by: number): void {
    record.size += by;
    if (record.size > LARGEST_RECORD) record.fault ??= 'the record is too large';
  }

  /**
   * A closed record waits until the parser has moved on: a stray end tag first closes what is open and only
   * then is called an error, at the same place.
   */
  #release(): void {
    if (!this.#closed || this.broken) return;
    const { root: node, line, parent, fault } = this.#closed.record;
    this.#closed = undefined;
    this.#found.push({ node, line, parent, ...(fault === undefined ? {} : { fault }) });
  }

  #passToken(): void {
    this.#tokenStart = this.#parser.position;
    if (this.#closed && this.#closed.position !== this.#parser.position) this.#release();
  }

  #onError(message: string): void {
    if (this.broken || this.#ended) return;
    const [, line, text] = /^(\d+):\d+: (.*?)\.?$/s.exec(message) ?? [];
    const fault = `not well-formed XML: ${text ?? message}`;
    if (text === `unmatched closing tag: ${this.#root}`) this.#rootEnded = true;
    if (this.#astray && AFTERMATH.test(message)) return;
    if (/unmatched closing tag/.test(message)) this.#astray = true;
    if (this.#open) this.#open.fault ??= fault;
    else if (this.#closed?.position === this.#parser.position) this.#closed.record.fault ??= fault;
    else this.#found.push({ kind: 'bad', reason: fault, line: Number(line ?? this.#parser.line) });
  }

  #fail(reason: string, line = this.#parser.line): void {
    if (this.broken) return;
    this.broken = true;
    this.#found.push({ kind: 'broken-file', reason, line });
  }
}

/** The text of the element at a path of names, such as `author/name`, without space around it; '' for none. */
export function textAt(node: XmlNode, path: string): string {
  return (nodeAt(node, path)?.text ?? '').trim();
}

export function nodeAt(node: XmlNode, path: string): XmlNode | undefined {
  let at: XmlNode | undefined = node;
  for (const name of path.split('/')) at = at?.children.find((child) => child.name === name);
  return at;
}
