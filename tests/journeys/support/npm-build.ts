/** The npm build as a page without a bundler takes it: a file a module. */
import { join } from 'node:path';
import { ROOT } from './site.ts';

const IMPORTS = {
  lit: '/modules/lit/index.js',
  'lit/': '/modules/lit/',
  'lit-html': '/modules/lit-html/lit-html.js',
  'lit-html/': '/modules/lit-html/',
  'lit-element/lit-element.js': '/modules/lit-element/lit-element.js',
  '@lit/reactive-element': '/modules/@lit/reactive-element/reactive-element.js',
  '@lit/context': '/modules/@lit/context/index.js',
  dompurify: '/modules/dompurify/dist/purify.es.mjs',
};

export const IMPORT_MAP = `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;

/** All elements, after the import map. */
export const NPM_BUILD = '<script type="module" src="/dist/all.js"></script>';

export const NPM_FOLDERS = { '/dist/': join(ROOT, 'dist'), '/modules/': join(ROOT, 'node_modules') };
