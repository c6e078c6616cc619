/** Reads the import graph of the source and says where it breaks the order of the house (see the rules below). */
import { posix } from 'node:path';
import ts from 'typescript';

/** Paths from `src/`, such as `core/model/comment.ts`, with what is in them. */
export type SourceFiles = ReadonlyMap<string, string>;

/** `type` is `import type` only: `import { type X }` still loads the module. */
type ImportKind = 'static' | 'type' | 'dynamic';

interface Import {
  readonly kind: ImportKind;
  readonly specifier: string;
}

interface Room {
  /** The room's files: a folder with its slash, or one file. The first room that fits a file is its room. */
  readonly path: string;
  /** What a file may import beside its own room; `kinds` narrows how. */
  readonly imports: readonly { readonly from: RegExp; readonly kinds?: readonly ImportKind[] }[];
}

const CORE = /^core\//;
const CONTEXT = /^context\//;
const I18N = /^i18n\//;
const LIT = /^lit(\/|$)/;
const LIT_CONTEXT = /^@lit\/context$/;
/** A package, or a module of Node. */
const NO_SOURCE_FILE = /^(?!.*\.ts$)/;

/** Packages that turn Markdown into HTML. They are bundled into a file that loads with the first such body. */
const MARKDOWN = /^(micromark|marked)(-|\/|$)/;

const ROOMS: readonly Room[] = [
  { path: 'core/', imports: [] },
  { path: 'adapters/', imports: [{ from: CORE }, { from: /^content\/trusted-types\.ts$/ }] },
  { path: 'content/markdown.ts', imports: [{ from: /^content\// }, { from: MARKDOWN }] },
  {
    path: 'content/',
    imports: [
      { from: CORE, kinds: ['type'] },
      { from: /^dompurify$/ },
      { from: /^content\/markdown\.ts$/, kinds: ['dynamic'] },
    ],
  },
  { path: 'i18n/', imports: [] },
  { path: 'context/', imports: [{ from: CORE }, { from: LIT_CONTEXT }] },
  {
    path: 'controllers/',
    imports: [{ from: CORE }, { from: CONTEXT }, { from: I18N }, { from: LIT }, { from: LIT_CONTEXT }],
  },
  { path: 'styles/', imports: [{ from: LIT }] },
  {
    path: 'elements/',
    imports: [
      { from: CORE },
      { from: /^adapters\/registry\.ts$/ },
      { from: /^(content|i18n|context|controllers|styles)\// },
      { from: LIT },
      { from: LIT_CONTEXT },
    ],
  },
  { path: 'define/', imports: [{ from: /^elements\// }] },
  {
    path: 'moderation/',
    imports: [{ from: /^(core|adapters|content|elements|styles|define)\// }, { from: LIT }],
  },
  { path: 'testing/', imports: [{ from: CORE }] },
  { path: 'static/parsers.ts', imports: [{ from: MARKDOWN }, { from: /^parse5$/ }] },
  {
    path: 'static/',
    imports: [
      { from: CORE },
      { from: I18N },
      { from: /^content\/(allowed-tags|bounds|html-bounds|links|markdown-bounds|text-body)\.ts$/ },
    ],
  },
  {
    path: 'server/cli/html-command.ts',
    imports: [
      { from: /^(adapters\/registry|core\/adapter\/adapter-error|static\/index)\.ts$/ },
      { from: /^server\// },
      { from: NO_SOURCE_FILE },
    ],
  },
  { path: 'server/', imports: [{ from: /^core\/model\//, kinds: ['type'] }, { from: NO_SOURCE_FILE }] },
  { path: 'start/', imports: [] },
  ...['embed.ts', 'all.ts', 'lazy.ts', 'index.ts'].map((path) => ({ path, imports: [{ from: /./ }] })),
];

/** Rooms that run in a worker and in Node, so that what only a page has must not even be named in them. */
const ROOMS_WITHOUT_DOM = ['core/', 'i18n/', 'static/'];
const DOM_NAMES = new Set(['document', 'window', 'HTMLElement']);

/** Every fault of the graph, in words; `packages` are the declared runtime dependencies. */
export function findGraphFaults(files: SourceFiles, packages: readonly string[]): string[] {
  const arrows = new Map<string, string[]>();
  const faults: string[] = [];

  for (const [file, text] of files) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const { imports, unreadable } = importsIn(source);
    faults.push(...unreadable.map((code) => `${file}: cannot tell what "${code}" imports`));
    faults.push(...imports.flatMap((one) => importFaults(file, one, files, packages)));
    arrows.set(
      file,
      imports.map(({ specifier }) => targetOf(file, specifier)).filter((target) => files.has(target)),
    );
    if (ROOMS_WITHOUT_DOM.some((room) => file.startsWith(room))) {
      faults.push(...domNamesIn(source).map((name) => `${file}: names ${name}, which only a page has`));
    }
  }
  return [...faults, ...findCycles(arrows).map((cycle) => `cycle: ${cycle.join(' → ')}`)];
}

function importFaults(file: string, one: Import, files: SourceFiles, packages: readonly string[]): string[] {
  const { kind, specifier } = one;
  const target = targetOf(file, specifier);
  const isLocal = specifier.startsWith('.');
  if (isLocal && !files.has(target)) return [`${file}: imports ${target}, which is no file of src`];
  if (!isLocal && !specifier.startsWith('node:') && !packages.includes(packageOf(specifier))) {
    return [`${file}: imports ${specifier}, which is not among the package's dependencies`];
  }
  if (isAllowed(file, target, kind, isLocal)) return [];
  return [`${file}: may not import ${target} (${kind})`];
}

function isAllowed(file: string, target: string, kind: ImportKind, isLocal: boolean): boolean {
  const room = ROOMS.find(({ path }) => file.startsWith(path));
  if (!room) return false;
  if (isLocal && isClassOfAnotherElement(file, target)) return false;
  if (isLocal && room.path.endsWith('/') && target.startsWith(room.path)) return true;
  return room.imports.some(({ from, kinds }) => from.test(target) && (kinds?.includes(kind) ?? true));
}

/** Elements meet in the page, not in each other's modules. */
function isClassOfAnotherElement(file: string, target: string): boolean {
  const folderOf = (path: string) => /^elements\/[^/]+\//.exec(path)?.[0];
  return (
    file.startsWith('elements/') && target.endsWith('.element.ts') && folderOf(file) !== folderOf(target)
  );
}

function targetOf(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The imports of one module, whatever its room. */
export function readImports(file: string, text: string): { imports: Import[]; unreadable: string[] } {
  return importsIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
}

function importsIn(source: ts.SourceFile): { imports: Import[]; unreadable: string[] } {
  const imports: Import[] = [];
  const unreadable: string[] = [];

  const add = (kind: ImportKind, node: ts.Node, specifier: ts.Node | undefined) => {
    if (specifier && ts.isStringLiteralLike(specifier)) imports.push({ kind, specifier: specifier.text });
    else unreadable.push(node.getText(source));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.importClause?.isTypeOnly ? 'type' : 'static', node, node.moduleSpecifier);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node.isTypeOnly ? 'type' : 'static', node, node.moduleSpecifier);
    } else if (ts.isImportTypeNode(node)) {
      add('type', node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add('dynamic', node, node.arguments[0]);
    } else if (isModuleUrl(node, source)) {
      add('dynamic', node, node.arguments?.[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, unreadable };
}

/** `new URL('./worker.ts', import.meta.url)`, by which bundlers know another module. */
function isModuleUrl(node: ts.Node, source: ts.SourceFile): node is ts.NewExpression {
  return (
    ts.isNewExpression(node) &&
    node.expression.getText(source) === 'URL' &&
    node.arguments?.[1]?.getText(source) === 'import.meta.url'
  );
}

function domNamesIn(source: ts.SourceFile): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && DOM_NAMES.has(node.text)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

/** Cycles, one for each file that an import leads back to. */
function findCycles(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];

  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of arrows.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of arrows.keys()) visit(file);
  return cycles;
}
