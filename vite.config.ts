import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import minifyTemplates from 'rollup-plugin-minify-template-literals';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import { bundledLicences } from './.ci/bundled-licences.ts';
import { fileHashes } from './.ci/file-hashes.ts';
import { pageFile } from './src/server/moderation/page-files.ts';

const root = import.meta.dirname;
const source = (path: string) => resolve(root, 'src', path);
const dist = (path = '') => resolve(root, 'dist', path);

/** What an application brings itself; everything else is bundled. */
const RUNTIME_DEPENDENCIES = [/^lit(\/|$)/, /^@lit\//, 'dompurify'];

/** Modules that the script-tag file loads when they are first needed. */
const EMBED_LAZY = [
  'i18n/problems',
  'core/store/writing',
  'elements/form/composer',
  'elements/thread/wayfinding/wayfinder',
  'content/sanitize',
  'content/markdown',
  'adapters/artalk',
  'adapters/bluesky',
  'adapters/discourse',
  'adapters/github',
  'adapters/isso',
  'adapters/mastodon',
  'adapters/memory',
  'adapters/proof-of-work',
  'adapters/remark42',
  'adapters/rest',
  'adapters/twikoo',
  'adapters/waline',
  'adapters/webmention',
  'adapters/wordpress',
  ...localeModules(),
];

/** Those of them that need the Trusted Types policy, which can be made once: the script-tag file hands them its own. */
const EMBED_TRUSTED = ['content/sanitize', 'content/markdown', 'adapters/rest', 'elements/form/composer'];

/** As in `EMBED_LAZY`: the path below `src`, with slashes and without extension. */
function moduleName(file: string): string {
  return relative(source(''), file).replace(/\.ts$/, '').replaceAll('\\', '/');
}

function localeModules(): string[] {
  return globSync('i18n/locales/*.ts', { cwd: source('') })
    .map((file) => file.replace(/\.ts$/, '').replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('/en'));
}

/** The npm package: one file a module, with types beside them and a manifest of the elements. */
function packageBuild(): UserConfig {
  const entries = globSync(
    [
      'index.ts',
      'all.ts',
      'lazy.ts',
      'define/*.ts',
      'adapters/*.ts',
      'testing/index.ts',
      'i18n/locales/*.ts',
    ],
    {
      cwd: source(''),
    },
  );
  return {
    plugins: [minifyTemplates(), workerAddress(), declarations(), manifest()],
    build: {
      outDir: dist(),
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: { entry: entries.map(source), formats: ['es'] },
      rolldownOptions: {
        external: [...RUNTIME_DEPENDENCIES, 'micromark'],
        output: {
          preserveModules: true,
          preserveModulesRoot: source(''),
          entryFileNames: '[name].js',
          // Bundled by `vendorBuild`, as no runtime dependency of the package.
          paths: { micromark: './vendor/micromark.js' },
        },
      },
    },
  };
}

/** Libraries that the package brings along for what is loaded lazily. */
function vendorBuild(): UserConfig {
  return {
    plugins: [bundledLicences()],
    build: {
      outDir: dist('content/vendor'),
      emptyOutDir: true,
      target: 'es2022',
      lib: {
        entry: resolve(root, 'node_modules/micromark/index.js'),
        formats: ['es'],
        fileName: () => 'micromark.js',
      },
    },
  };
}

/** The script-tag file: all that a thread of text bodies needs, as a module or a classic script. */
function embedBuild(): UserConfig {
  return {
    plugins: [minifyTemplates(), sharedPolicy(), embedFile(), bundledLicences()],
    build: {
      outDir: dist('embed'),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: source('all.ts'), formats: ['es'], fileName: () => 'colloquy.js' },
      // Vite keeps white space in ES libraries; this file is no library.
      rolldownOptions: { output: { minify: true, comments: false, codeSplitting: false } },
    },
  };
}

/** What the script-tag file loads later. These files share code with each other but never with that one. */
function embedLazyBuild(): UserConfig {
  return {
    plugins: [
      minifyTemplates(),
      templatesOnly(),
      takenPolicy(),
      workerAddress(),
      bundledLicences(),
      fileHashes(),
    ],
    build: {
      outDir: dist('embed/lazy'),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: EMBED_LAZY.map((module) => source(`${module}.ts`)), formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: { minify: true, entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  };
}

function demoBuild(): UserConfig {
  return {
    ...demo(),
    build: {
      outDir: resolve(root, 'dist-demo'),
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: globSync('*.html', { cwd: resolve(root, 'demo') }).map((page) => resolve(root, 'demo', page)),
      },
    },
  };
}

/** The moderators' page, which the server serves. */
function moderationBuild(): UserConfig {
  return {
    plugins: [minifyTemplates(), pageFiles(), bundledLicences()],
    build: {
      outDir: dist('moderation'),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: source('moderation/main.ts'), formats: ['es'], fileName: () => 'page.js' },
      rolldownOptions: { output: { minify: true, comments: false, codeSplitting: false } },
    },
  };
}

/** The program `colloquy`: one file that needs Node and nothing else. */
function serverBuild(): UserConfig {
  return {
    plugins: [moderationPageInside(), bundledLicences()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: source('server/cli.ts'),
      outDir: dist('server'),
      emptyOutDir: true,
      target: 'node22',
      rolldownOptions: {
        // Parts of `pg` for other machines, which it does without.
        external: ['pg-native', 'cloudflare:sockets'],
        output: {
          format: 'es',
          entryFileNames: 'colloquy.js',
          banner: '#!/usr/bin/env node',
          codeSplitting: false,
        },
      },
    },
  };
}

/** The demonstration pages, on the sources, and on the built script-tag file at `/embed/`. */
function demo(): UserConfig {
  return {
    root: resolve(root, 'demo'),
    plugins: [servedEmbed()],
    server: {
      host: '127.0.0.1',
      // What `npm start` keeps beside the pages is not for the pages.
      watch: { ignored: ['**/.data/**'] },
      fs: { deny: ['**/.data/**', '.env', '.env.*', '*.{crt,pem}', '**/.git/**'] },
    },
    preview: { host: '127.0.0.1' },
    resolve: {
      alias: [
        { find: /^colloquy\/(.+)\.js$/, replacement: `${source('')}/$1.ts` },
        { find: /^colloquy$/, replacement: source('index.ts') },
      ],
    },
  };
}

/**
 * Makes the output one self-contained file that also runs as a classic script: no import or export
 * statements, nothing left in the global scope, and lazy files found beside it. A classic script from
 * another origin has no base address for `import()`, so the tag's own address is used.
 */
function embedFile(): Plugin {
  return {
    name: 'colloquy:embed-file',
    enforce: 'pre',
    /** What is not lazy here is imported at once, and so shares its scope with the rest. */
    transform(code, id) {
      if (!id.startsWith(source(''))) return null;
      const imports: string[] = [];
      const eager = code.replace(/\(await import\('(\.[^']+)'\)\)/g, (lazy, path: string) => {
        if (EMBED_LAZY.includes(moduleName(resolve(dirname(id), path)))) return lazy;
        const name = `eager${imports.length}`;
        imports.push(`import * as ${name} from '${path}';`);
        return name;
      });
      return imports.length === 0 ? null : { code: imports.join('') + eager, map: null };
    },
    async resolveId(id, importer, { kind }) {
      if (kind !== 'dynamic-import') return null;
      const resolved = await this.resolve(id, importer, { skipSelf: true });
      const module = resolved && moduleName(resolved.id);
      if (!module || !EMBED_LAZY.includes(module)) return null;
      return { id: `./lazy/${basename(module)}.js`, external: true };
    },
    async generateBundle(_options, bundle) {
      const loader = await embedLoader();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const code = chunk.code.replace(
          /import\((["'`])\.\/(lazy\/[\w-]+\.js)\1\)/g,
          'import(colloquyBase+"$2")',
        );
        if (/^\s*(import|export)\b|[;}]\s*export\s*\{/m.test(code + loader) || /import\.meta/.test(code)) {
          this.error('The script-tag file must have no import or export statement.');
        }
        chunk.code =
          `(()=>{"use strict";const colloquyTag=Reflect.get(Document.prototype,"currentScript",document),` +
          `colloquyBase=colloquyTag instanceof HTMLScriptElement?new URL("./",colloquyTag.src).href:"./";` +
          `async function colloquyStart(){${code.trim()}}${loader.trim()}})();\n`;
      }
    },
  };
}

/**
 * Makes one Trusted Types policy serve the whole script-tag file: Lit takes ours in place of the one that it
 * makes for itself, and lazy files, which have their own copy of the module that makes it, are given it.
 */
function sharedPolicy(): Plugin {
  const policies = source('content/trusted-types.ts');
  const importing = (name: string) => `import { ${name} as colloquyPolicy } from '${policies}';`;
  let isTaken = false;
  return {
    name: 'colloquy:shared-policy',
    enforce: 'pre',
    transform(code, id) {
      if (/\/lit-html\/lit-html\.js$/.test(id)) {
        const taken = code.replace(
          /\w+\?\w+\.createPolicy\("lit-html",\{createHTML:(\w+)=>\1\}\):void 0/,
          'colloquyPolicy()',
        );
        isTaken = taken !== code;
        return { code: importing('templatePolicy') + taken, map: null };
      }
      if (!id.startsWith(source(''))) return null;
      const shared = code.replace(/import\('(\.[^']+)'\)/g, (loading, path: string) =>
        EMBED_TRUSTED.includes(moduleName(resolve(dirname(id), path)))
          ? `colloquyPolicy(${loading})`
          : loading,
      );
      return shared === code ? null : { code: importing('sharePolicy') + shared, map: null };
    },
    buildEnd() {
      if (!isTaken) this.error('Lit makes its Trusted Types policy in another way than this build knows.');
    },
  };
}

/** The other end of `sharedPolicy`, in the lazy files. */
function takenPolicy(): Plugin {
  const policies = source('content/trusted-types.ts');
  return {
    name: 'colloquy:taken-policy',
    transform(code, id) {
      if (!EMBED_TRUSTED.includes(moduleName(id))) return null;
      return { code: `${code}\nexport { usePolicy } from '${policies}';`, map: null };
    },
    generateBundle(_options, bundle) {
      const needsPolicy = (file: string, seen = new Set<string>()): boolean => {
        const chunk = bundle[file];
        if (chunk?.type !== 'chunk' || seen.has(file)) return false;
        seen.add(file);
        const further = [...chunk.imports, ...chunk.dynamicImports];
        return chunk.moduleIds.includes(policies) || further.some((next) => needsPolicy(next, seen));
      };
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.isEntry || chunk.exports.includes('usePolicy')) continue;
        if (needsPolicy(chunk.fileName)) this.error(`${chunk.fileName} has to be in EMBED_TRUSTED.`);
      }
    },
  };
}

/**
 * Lazy files that write templates do without a Lit of their own: what they make of them is rendered by that of the
 * script-tag file.
 */
function templatesOnly(): Plugin {
  const id = '\0colloquy:templates-only';
  return {
    name: 'colloquy:templates-only',
    enforce: 'pre',
    resolveId: (source) => (source === 'lit' ? id : null),
    async load(loaded) {
      if (loaded !== id) return null;
      const { html, nothing } = await import('lit');
      const { strings, values, ...mark } = html(['', ''] as unknown as TemplateStringsArray, 1);
      const { description = '' } = nothing;
      if (nothing !== Symbol.for(description) || strings.length !== 2 || values[0] !== 1) {
        this.error('Lit makes templates in another way than this build knows.');
      }
      return `
        export const html = (strings, ...values) => ({ ...${JSON.stringify(mark)}, strings, values });
        export const nothing = Symbol.for(${JSON.stringify(description)});`;
    },
  };
}

/** Puts the files of the moderators' page that need no building beside its script. */
function pageFiles(): Plugin {
  return {
    name: 'colloquy:page-files',
    closeBundle() {
      for (const file of ['index.html', 'page.css']) {
        cpSync(source(`moderation/${file}`), dist(`moderation/${file}`));
      }
    },
  };
}

/** The server reads the moderators' page from its folder; the program of one file has it inside. */
function moderationPageInside(): Plugin {
  return {
    name: 'colloquy:moderation-page-inside',
    load(id) {
      if (moduleName(id) !== 'server/moderation/page-files') return null;
      const files = ['index.html', 'page.js', 'page.css'].map((name) => [name, pageFile(name)]);
      if (files.some(([, file]) => file === null)) this.error('First run `npm run build:moderation`.');
      return `const files = new Map(${JSON.stringify(files)});
        export const pageFile = (name) => files.get(name) ?? null;`;
    },
  };
}

/**
 * Keeps the address of a worker's script as it is written, but for its ending: Vite would put the script into
 * the library as text. Whoever bundles the library knows that expression, too.
 */
function workerAddress(): Plugin {
  return {
    name: 'colloquy:worker-address',
    enforce: 'pre',
    transform(code) {
      const hidden = code.replace(
        /new URL\('(\.\/[\w-]+)\.ts', import\.meta\.url\)/g,
        `new URL(COLLOQUY_SCRIPT('$1.js'), import.meta.url)`,
      );
      return hidden === code ? null : { code: hidden, map: null };
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/COLLOQUY_SCRIPT\(([^)]+)\)/g, '$1');
      }
    },
  };
}

/** The part of the script-tag file that runs at once; the rest is a function that it calls. */
async function embedLoader(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: source('embed.ts'), formats: ['es'] },
      rolldownOptions: { external: [/\/all\.ts$/], output: { minify: true } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The loader was not built.');
  return chunk.code.replace(/import\([^)]*all[^)]*\)/, 'colloquyStart()');
}

/** Writes the `.d.ts` files; imports in them name the `.js` files that ship, not the sources. */
function declarations(): Plugin {
  return {
    name: 'colloquy:declarations',
    closeBundle() {
      execFileSync(resolve(root, 'node_modules/.bin/tsc'), ['-p', source('tsconfig.json')], {
        stdio: 'inherit',
      });
      for (const file of globSync('**/*.d.ts', { cwd: dist() })) {
        const text = readFileSync(dist(file), 'utf8');
        writeFileSync(dist(file), text.replace(/((?:from|import\()\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'));
      }
      for (const file of ['embed.d.ts']) rmSync(dist(file), { force: true });
    },
  };
}

/** Writes `custom-elements.json`, for editors and documentation, naming the modules that ship. */
function manifest(): Plugin {
  return {
    name: 'colloquy:manifest',
    closeBundle() {
      const analyzer = resolve(root, 'node_modules/.bin/cem');
      const globs = ['--globs', 'src/elements/**/*.ts', '--globs', 'src/define/*.ts'];
      execFileSync(analyzer, ['analyze', '--litelement', '--quiet', '--outdir', 'dist', ...globs], {
        cwd: root,
        stdio: 'inherit',
      });
      const file = dist('custom-elements.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"(\/?)src\/([^"]+)\.ts"/g, '"$1$2.js"'));
    },
  };
}

/** Serves and ships the built script-tag file with the demonstration. */
function servedEmbed(): Plugin {
  return {
    name: 'colloquy:served-embed',
    configureServer(server) {
      server.middlewares.use('/embed/', (request, response, next) => {
        const file = resolve(dist('embed'), `.${new URL(request.url ?? '/', 'http://localhost').pathname}`);
        if (!file.startsWith(dist('embed')) || !file.endsWith('.js') || !existsSync(file)) return next();
        response.setHeader('content-type', 'text/javascript');
        response.end(readFileSync(file));
      });
    },
    writeBundle({ dir }) {
      if (dir) cpSync(dist('embed'), resolve(dir, 'embed'), { recursive: true });
    },
  };
}

const BUILDS: Readonly<Record<string, () => UserConfig>> = {
  production: packageBuild,
  vendor: vendorBuild,
  embed: embedBuild,
  'embed-lazy': embedLazyBuild,
  demo: demoBuild,
  moderation: moderationBuild,
  server: serverBuild,
};

export default defineConfig(({ command, mode }) => {
  if (command === 'serve') return demo();
  const build = BUILDS[mode];
  if (!build) throw new Error(`Unknown mode ${mode}; known are ${Object.keys(BUILDS).join(', ')}.`);
  return build();
});
