import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import minifyTemplates from 'rollup-plugin-minify-template-literals';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import { billOfMaterials } from './.ci/bill-of-materials.ts';
import { bundledLicences } from './.ci/bundled-licences.ts';
import { elementsManifest } from './.ci/elements-manifest.ts';
import { fileHashes } from './.ci/file-hashes.ts';
import { scriptTagFile } from './.ci/script-tag-file.ts';
import { seedComments } from './demo/seed.ts';
import { memoryAdapter } from './src/adapters/memory.ts';
import { pageFile } from './src/server/moderation/page-files.ts';
import { renderThread } from './src/static/index.ts';

const root = import.meta.dirname;
const source = (path: string) => resolve(root, 'src', path);
const dist = (path = '') => resolve(root, 'dist', path);

/** What an application brings itself; everything else is bundled. */
const RUNTIME_DEPENDENCIES = [/^lit(\/|$)/, /^@lit\//, 'dompurify'];

/** What the npm package loads when it is needed, and the script-tag file has inside: a thread without a backend needs it. */
const INSIDE_SCRIPT_TAG_FILE = [source('adapters/local.ts')];

/** The path below `src`, with slashes and without extension. */
function moduleName(file: string): string {
  return relative(source(''), file).replace(/\.ts$/, '').replaceAll('\\', '/');
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
      'static/index.ts',
      'testing/index.ts',
      'i18n/locales/*.ts',
    ],
    {
      cwd: source(''),
    },
  );
  return {
    plugins: [minifyTemplates(), workerAddress(), declarations(), elementsManifest(root)],
    build: {
      outDir: dist(),
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: { entry: entries.map(source), formats: ['es'] },
      rolldownOptions: {
        external: [...RUNTIME_DEPENDENCIES, 'micromark', 'parse5'],
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
    plugins: [bundledLicences(), billOfMaterials()],
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

/** The parsers for comments as HTML, in place of the module that imports them: for Node, as those of browsers are not. */
function parsersBuild(): UserConfig {
  return {
    plugins: [bundledLicences(), billOfMaterials()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: source('static/parsers.ts'),
      outDir: dist('static'),
      emptyOutDir: false,
      target: 'node22',
      minify: true,
      rolldownOptions: {
        output: { format: 'es', entryFileNames: 'parsers.js', comments: false, codeSplitting: false },
      },
    },
  };
}

/** The script-tag file: all that a thread of text bodies needs, as a module or a classic script; and what it loads later. */
function embedBuild(): UserConfig {
  return {
    plugins: [
      minifyTemplates(),
      oneInside(),
      ownPolicy(),
      workerAddress(),
      bundledLicences(),
      billOfMaterials(),
      scriptTagFile({
        fileName: 'colloquy.js',
        starter: embedLoader,
        gathered: { name: 'adapter-parts', folder: source('adapters/') },
      }),
      fileHashes(),
    ],
    build: {
      outDir: dist('embed'),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: source('all.ts'), formats: ['es'] },
      // Vite keeps white space in ES libraries; this file is no library.
      rolldownOptions: { output: { minify: true, comments: false } },
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
    plugins: [minifyTemplates(), pageFiles(), bundledLicences(), billOfMaterials()],
    build: {
      outDir: dist('moderation'),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: source('moderation/main.ts'), formats: ['es'], fileName: () => 'page.js' },
      rolldownOptions: { output: { minify: true, comments: false, codeSplitting: false } },
    },
  };
}

/** The program `colloquy`: one file that needs Node and nothing else; `html` takes what it needs of the package beside it. */
function serverBuild(): UserConfig {
  return {
    plugins: [moderationPageInside(), besideServer(), bundledLicences(), billOfMaterials()],
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
          paths: (id) => id.replace(BESIDE_SERVER, '../'),
        },
      },
    },
  };
}

/** The demonstration pages, on the sources, and on the built script-tag file at `/embed/`. */
function demo(): UserConfig {
  return {
    root: resolve(root, 'demo'),
    plugins: [servedEmbed(), commentsInPage()],
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

/** Imports at once what `INSIDE_SCRIPT_TAG_FILE` names, wherever it is imported when needed. */
function oneInside(): Plugin {
  return {
    name: 'colloquy:inside',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(source(''))) return null;
      const imports: string[] = [];
      const inside = code.replace(/\(await import\('(\.[^']+)'\)\)/g, (loading, path: string) => {
        if (!INSIDE_SCRIPT_TAG_FILE.includes(resolve(dirname(id), path))) return loading;
        const name = `inside${imports.length}`;
        imports.push(`import * as ${name} from '${path}';`);
        return name;
      });
      return imports.length === 0 ? null : { code: imports.join('') + inside, map: null };
    },
  };
}

/** Makes one Trusted Types policy serve the whole script-tag file: Lit takes ours in place of one of its own. */
function ownPolicy(): Plugin {
  const policies = source('content/trusted-types.ts');
  let isTaken = false;
  return {
    name: 'colloquy:own-policy',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/lit-html\/lit-html\.js$/.test(id)) return null;
      const taken = code.replace(
        /\w+\?\w+\.createPolicy\("lit-html",\{createHTML:(\w+)=>\1\}\):void 0/,
        'colloquyPolicy()',
      );
      isTaken = taken !== code;
      return { code: `import { templatePolicy as colloquyPolicy } from '${policies}';${taken}`, map: null };
    },
    buildEnd() {
      if (!isTaken) this.error('Lit makes its Trusted Types policy in another way than this build knows.');
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

const BESIDE_SERVER = 'colloquy:beside-server/';

/** What the program has of other rooms is in the package already: it is imported from there. */
function besideServer(): Plugin {
  return {
    name: 'colloquy:beside-server',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!importer || !id.startsWith('.') || !moduleName(importer).startsWith('server/')) return null;
      const target = moduleName(resolve(dirname(importer), id));
      const isBeside = /^(adapters|core|static)\//.test(target);
      return isBeside ? { id: `${BESIDE_SERVER}${target}.js`, external: true } : null;
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
      for (const file of ['embed.d.ts', 'static/parsers.d.ts']) rmSync(dist(file), { force: true });
    },
  };
}

/** Writes the demo's discussion into the page that shows it as HTML. */
function commentsInPage(): Plugin {
  const place = /<!-- The comments, by `renderThread`. -->/;
  return {
    name: 'colloquy:comments-in-page',
    async transformIndexHtml(page) {
      if (!place.test(page)) return page;
      const adapter = memoryAdapter({ comments: seedComments });
      const comments = await renderThread(adapter, { url: 'https://example.org/rendered', limit: 20 });
      return page.replace(place, () => comments);
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
  parsers: parsersBuild,
  embed: embedBuild,
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
