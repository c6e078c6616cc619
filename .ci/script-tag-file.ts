import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { parseSync, type ESTree, type Plugin, type Rolldown } from 'vite';

/** What the script-tag file is made of. */
export interface ScriptTagFile {
  /** Its name, `colloquy.js`. */
  readonly fileName: string;
  /** Code that runs at once and calls `colloquyStart()` when the rest of the file is to run. */
  readonly starter: () => Promise<string>;
  /** Modules that several lazy files use: those that are nothing by themselves come in one file, as each is small. */
  readonly gathered: { readonly name: string; readonly folder: string };
}

type Chunk = Rolldown.OutputChunk;
type File = readonly [name: string, code: string];

interface Names {
  /** As the chunk itself calls it. */
  readonly local: string;
  /** As the other chunk knows it. */
  readonly shared: string;
}

/** A chunk's code, taken apart. */
interface Parts {
  readonly body: string;
  /** By the file name of the chunk that has them. */
  readonly imports: ReadonlyMap<string, readonly Names[]>;
  readonly exports: readonly Names[];
}

/**
 * Makes the output one file that also runs as a classic script (no import or export statement, nothing left in the
 * global scope) and, in a folder beside it, files that it loads when they are first needed.
 *
 * Those use modules of the script-tag file, which nobody can import: it has no exports, and as a classic script no
 * address. So each is a function that is handed what it needs and returns what it has. The folder is named after
 * what is in it, as a file of one build can do nothing with those of another: a page that was opened before an update
 * asks for those that it knows, and no cache gives it others.
 */
export function scriptTagFile({ fileName, starter, gathered }: ScriptTagFile): Plugin {
  const inside = new Set<string>();
  const loadedByName = new Set<string>();
  const isGathered = (id: string) => id.startsWith(gathered.folder) && !loadedByName.has(id);
  return {
    name: 'colloquy:script-tag-file',
    outputOptions: (options) => ({
      ...options,
      chunkFileNames: '[name].js',
      entryFileNames: 'entry.js',
      codeSplitting: {
        groups: [
          { name: basename(fileName, '.js'), priority: 1, test: (id) => inside.has(id) },
          { name: gathered.name, minShareCount: 2, test: isGathered },
        ],
      },
    }),
    /** Once all modules are known: what the entry imports is not to become a file that others share. */
    buildEnd() {
      const add = (id: string) => {
        if (inside.has(id)) return;
        inside.add(id);
        this.getModuleInfo(id)?.importedIds.forEach(add);
      };
      for (const id of this.getModuleIds()) {
        const { isEntry, dynamicImporters } = this.getModuleInfo(id)!;
        if (isEntry) add(id);
        if (dynamicImporters.length > 0) loadedByName.add(id);
      }
    },
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output): output is Chunk => output.type === 'chunk');
      const main = chunks.find((chunk) => chunk.fileName === fileName);
      if (!main || main.imports.length > 0) this.error('The script-tag file must need no other file.');
      const lazy = chunks.filter((chunk) => chunk !== main && !chunk.isEntry);
      const handed = filesThatUse(main, lazy);
      const needs = neededBy(lazy);
      const files = lazy.map((chunk): File => [
        chunk.fileName,
        handed.has(chunk.fileName) ? lazyFile(takeApart(chunk, needs), fileName, handed) : chunk.code,
      ]);
      const folder = `lazy-${hashOf([[fileName, main.code], ...files])}`;

      for (const chunk of chunks) delete bundle[chunk.fileName];
      for (const [path, source] of [
        [fileName, mainFile(takeApart(main, needs), folder, await starter())],
        ...files.map(([name, code]) => [`${folder}/${name}`, code]),
      ] as const) {
        this.emitFile({ type: 'asset', fileName: path, source: `${source.trim()}\n` });
      }
    },
  };
}

/** The files that have to be handed what they use of the script-tag file; the others are modules like any other. */
function filesThatUse(main: Chunk, lazy: readonly Chunk[]): Set<string> {
  const users = new Set([main.fileName]);
  const uses = ({ imports, dynamicImports }: Chunk) =>
    dynamicImports.length > 0 || imports.some((file) => users.has(file));
  let count = 0;
  while (count < users.size) {
    count = users.size;
    for (const chunk of lazy) if (uses(chunk)) users.add(chunk.fileName);
  }
  return users;
}

/** Which of the other lazy files each of them imports, and these in turn. */
function neededBy(lazy: readonly Chunk[]): Map<string, readonly string[]> {
  const imports = new Map(lazy.map((chunk) => [chunk.fileName, chunk.imports]));
  const collect = (file: string, found: Set<string>): Set<string> => {
    for (const other of imports.get(file) ?? []) {
      if (!imports.has(other) || found.has(other)) continue;
      collect(other, found.add(other));
    }
    return found;
  };
  return new Map([...imports.keys()].map((file) => [file, [...collect(file, new Set())]]));
}

function mainFile({ body, exports }: Parts, folder: string, starter: string): string {
  return (
    `(()=>{"use strict";const colloquyTag=Reflect.get(Document.prototype,"currentScript",document),` +
    // A classic script from another origin has no base address for import(), so the tag's own address is used.
    `colloquyFolder=(colloquyTag instanceof HTMLScriptElement?new URL("./",colloquyTag.src).href:"./")+"${folder}/",` +
    // What a file will import is asked for along with it, not only once it is there.
    `colloquyLoad=async(name,...needed)=>{for(const other of needed)import(colloquyFolder+other).catch(()=>{});` +
    `const file=await import(colloquyFolder+name);return file.colloquy?file.colloquy(colloquyShared):file};` +
    `let colloquyShared;` +
    `async function colloquyStart(){${body}` +
    `;colloquyShared={colloquyLoad,${pairs(exports)}}}` +
    `${starter.trim()}})();`
  );
}

function lazyFile({ body, imports, exports }: Parts, main: string, handed: ReadonlySet<string>): string {
  const statements: string[] = [];
  const given = ['colloquyShared'];
  const taken = [`{colloquyLoad,${pairs(imports.get(main) ?? [])}}`];
  for (const [file, names] of imports) {
    if (file === main) continue;
    if (handed.has(file)) {
      const alias = `colloquy${given.length}`;
      statements.push(`import{colloquy as ${alias}}from"./${file}";`);
      given.push(`${alias}(colloquyShared)`);
      taken.push(`{${pairs(names)}}`);
    } else {
      const list = names.map(({ local, shared }) => `${shared} as ${local}`);
      statements.push(`import{${list.join()}}from"./${file}";`);
    }
  }
  return (
    `${statements.join('')}let colloquyParts;export const colloquy=colloquyShared=>colloquyParts??=` +
    `((${taken.join()})=>{${body};return{${pairs(exports)}}})(${given.join()});`
  );
}

/** As an object has them, and as they are taken out of one. */
function pairs(names: readonly Names[]): string {
  return names.map(({ local, shared }) => `${shared}:${local}`).join();
}

/** @throws Error where the bundler writes imports and exports in a way that this does not know. */
function takeApart(
  { code, fileName, imports: own }: Chunk,
  needs: ReadonlyMap<string, readonly string[]>,
): Parts {
  const imports = new Map<string, readonly Names[]>();
  const exports: Names[] = [];
  let body = '';
  for (const node of parseSync(fileName, code).program.body) {
    if (node.type === 'ImportDeclaration') {
      const names = node.specifiers.map((specifier) => {
        if (specifier.type !== 'ImportSpecifier') throw unknown(fileName);
        return { local: specifier.local.name, shared: nameOf(specifier.imported) };
      });
      imports.set(basename(node.source.value), names);
    } else if (node.type === 'ExportNamedDeclaration') {
      if (node.declaration || node.source) throw unknown(fileName);
      for (const { local, exported } of node.specifiers) {
        exports.push({ local: nameOf(local), shared: nameOf(exported) });
      }
    } else {
      body += code.slice(node.start, node.end);
    }
  }
  body = body.replace(/\bimport\((["'`])\.\/([\w-]+\.js)\1\)/g, (_import, _quote, file: string) => {
    const names = [file, ...(needs.get(file) ?? [])];
    return `colloquyLoad(${names.map((name) => JSON.stringify(name)).join()})`;
  });
  const isWhole = own.every((file) => imports.has(file));
  if (!isWhole || /^\s*(import|export)\b|\bimport\(/m.test(body)) throw unknown(fileName);
  return { body, imports, exports };
}

function nameOf(node: ESTree.ModuleExportName): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

function unknown(fileName: string): Error {
  return new Error(`${fileName} is written in a way that the script-tag build does not know.`);
}

function hashOf(files: readonly File[]): string {
  const hash = createHash('sha256');
  for (const file of files.map((parts) => parts.join('\n')).sort()) hash.update(file);
  return hash.digest('hex').slice(0, 8);
}
