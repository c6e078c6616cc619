import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import ts from 'typescript';
import type { PluginOption } from 'vite';
import solid from 'vite-plugin-solid';
import type { CommentsAdapter, Layout } from '../../src/index.ts';
import { Consumer } from '../package/consumer.ts';
import { type Journey, useJourneys } from './support/journey.ts';
import { comment, html, topLevel, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

interface Framework {
  /** What an application with it has installed. */
  readonly packages: readonly string[];
  /** The file that the example is in. */
  readonly example: string;
  /** What shows the example. */
  readonly harness: string;
  readonly plugins?: readonly PluginOption[];
  /** What TypeScript is told for its templates, where those are TypeScript. */
  readonly jsx?: Readonly<Record<string, string>>;
}

const FRAMEWORKS: Readonly<Record<string, Framework>> = {
  React: {
    packages: ['react', 'react-dom', '@types/react'],
    example: 'discussion.tsx',
    harness: 'react.js',
    jsx: { jsx: 'react-jsx' },
  },
  Preact: {
    packages: ['preact'],
    example: 'discussion.tsx',
    harness: 'preact.js',
    jsx: { jsx: 'react-jsx', jsxImportSource: 'preact' },
  },
  Solid: {
    packages: ['solid-js'],
    example: 'discussion.tsx',
    harness: 'solid.js',
    plugins: [solid()],
    jsx: { jsx: 'preserve', jsxImportSource: 'solid-js' },
  },
  Vue: {
    packages: ['vue'],
    example: 'discussion.vue',
    harness: 'vue.js',
    plugins: [
      vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('colloquy-') } } }),
    ],
  },
  Svelte: {
    packages: ['svelte'],
    example: 'discussion.svelte',
    harness: 'svelte.svelte.js',
    plugins: [svelte({ configFile: false })],
  },
  Angular: {
    packages: ['core', 'common', 'compiler', 'platform-browser'].map((name) => `@angular/${name}`),
    example: 'discussion.ts',
    harness: 'angular.js',
    plugins: [decorators()],
  },
};

/** What the page with the example has in its `window`. */
interface Application {
  readonly adapter: CommentsAdapter;
  mount(): Promise<Mounted> | Mounted;
  mounted: Mounted;
}

interface Mounted {
  show(props: { adapter: CommentsAdapter; layout: Layout }): void;
  remove(): void;
}

const APPLICATION = `
  import { memoryAdapter } from 'colloquy';
  import { mount } from 'HARNESS';
  const comments = ['One', 'Two', 'Three'].map((text, index) => ({
    id: text, parentId: null, author: { name: 'Ana' }, body: { format: 'text', value: text + ' of them.' },
    createdAt: new Date(2025, 1, index + 1).toISOString(), status: 'published',
  }));
  window.adapter = memoryAdapter({ comments });
  window.mount = () => mount(document.querySelector('main'));`;

const examples = readExamples(readFileSync(join(ROOT, 'docs/frameworks.md'), 'utf8'));

for (const [name, framework] of Object.entries(FRAMEWORKS)) {
  describe(`the documented example for ${name}`, () => {
    const consumer = new Consumer();
    after(() => consumer.remove());
    consumer.install(framework.packages);
    configureTypeScript(consumer, framework);
    const [example, declaration] = examples.get(name)!;
    writeFileSync(join(consumer.folder, framework.example), example!);
    copyFileSync(
      join(import.meta.dirname, 'frameworks', framework.harness),
      join(consumer.folder, framework.harness),
    );

    const journey = useJourneys(async () => ({ files: await application(consumer, framework) }));

    journey('gets its adapter, attributes and children, and hears events', async (reader) => {
      const { page } = await arrive(reader);
      await page.getByRole('heading', { name: 'Comments (3)' }).waitFor();
      assert.deepEqual(await topLevel(page).count(), 2, 'as many as the page size says');
      assert.equal(
        await page.getByText('stay in this browser').count(),
        0,
        'the adapter is not that for none',
      );
      const order = await page.evaluate(() =>
        [...document.querySelector('colloquy-comments')!.children].map(({ localName }) => localName),
      );
      assert.deepEqual(order, ['colloquy-thread', 'colloquy-form']);
      await page.getByRole('heading', { name: /^3 comments$/, level: 3 }).waitFor();
    });

    journey('takes changes, and keeps what is typed', async (reader) => {
      const { page, show } = await arrive(reader);
      const text = page.getByRole('textbox', { name: 'Your comment' });
      await text.fill('Half a thought');
      await show('classic');
      await page.getByText('Ana writes:').first().waitFor();
      assert.equal(await text.inputValue(), 'Half a thought');
      await write(page, { text: 'A whole one.', name: 'Ben' });
      await comment(page, 'A whole one.').waitFor();
    });

    journey('goes, and comes again', async (reader) => {
      const { page, mount, show } = await arrive(reader);
      await write(page, { text: 'Before it went.', name: 'Ben' });
      await page.evaluate(() => (window as unknown as Application).mounted.remove());
      assert.equal(await page.locator('colloquy-comments').count(), 0);
      await mount();
      await show('modern');
      await comment(page, 'Before it went.').waitFor();
    });

    if (framework.jsx) {
      it('has its template checked by TypeScript', () => {
        const wrong = [
          ['layout={', 'layout="modem" a={'],
          ['page-size={2}', 'page-size={true}'],
          ['page-size', 'pagesize'],
          ['snapshot.total', 'snapshot.totals'],
          ['<colloquy-thread ', '<colloquy-threat '],
        ].map(([right, mistake]) => example!.replace(right!, mistake!));
        for (const [index, code] of wrong.entries()) {
          writeFileSync(join(consumer.folder, `wrong-${index}.tsx`), code);
        }
        writeFileSync(join(consumer.folder, 'colloquy.d.ts'), declaration!);
        const refused = [...typeCheck(consumer).matchAll(/^([\w.-]+)\(.*error TS/gm)].map(
          ([, file]) => file!,
        );
        assert.deepEqual(
          [...new Set(refused)].sort(),
          wrong.map((_, index) => `wrong-${index}.tsx`),
        );
      });
    }
  });
}

async function arrive({ page, at }: Journey) {
  const mount = () =>
    page.evaluate(async () => {
      const application = window as unknown as Application;
      application.mounted = await application.mount();
    });
  const show = (layout: Layout) =>
    page.evaluate((layout) => {
      const { mounted, adapter } = window as unknown as Application;
      mounted.show({ adapter, layout });
    }, layout);
  await page.goto(at('/'));
  await mount();
  await show('modern');
  return { page, mount, show };
}

/** Its files by the path that they are served at. */
async function application(
  consumer: Consumer,
  { harness, plugins = [] }: Framework,
): Promise<Record<string, string>> {
  const files = await consumer.bundleAll(APPLICATION.replace('HARNESS', `./${harness}`), [], plugins);
  const entry = files.find((file) => file.type === 'chunk' && file.isEntry);
  return {
    ...Object.fromEntries(
      files.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
    ),
    '/': html('<main></main>', `<script type="module" src="/${entry!.fileName}"></script>`),
  };
}

/** The code of each section, by its heading. */
function readExamples(document: string): Map<string, string[]> {
  const sections = document.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(/^```\w+\n(.*?)^```/gms)].map(([, code]) => code!),
    ]),
  );
}

function configureTypeScript({ folder }: Consumer, { jsx }: Framework): void {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: 'preserve',
    moduleResolution: 'bundler',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    skipLibCheck: true,
    ...jsx,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }),
  );
}

/** What `tsc` says. */
function typeCheck({ folder }: Consumer): string {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' }).stdout;
}

/** As Angular's own tools compile a component that is compiled further in the browser. */
function decorators(): PluginOption {
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    experimentalDecorators: true,
    useDefineForClassFields: false,
  };
  return {
    name: 'decorators',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/discussion.ts')) return null;
      return { code: ts.transpileModule(code, { compilerOptions }).outputText, map: null };
    },
  };
}
