/** The package by its own name, as the demonstration imports it before there is a build to import. */
declare module 'colloquy/all.js';

declare module 'colloquy' {
  export const memoryAdapter: typeof import('../src/index.ts').memoryAdapter;
  export const restAdapter: typeof import('../src/index.ts').restAdapter;
  export type Comment = import('../src/index.ts').Comment;
  export type CommentsAdapter = import('../src/index.ts').CommentsAdapter;
  export type MemoryAdapter = import('../src/index.ts').MemoryAdapter;
}

/** See `.env`. */
interface ImportMeta {
  readonly env: { readonly VITE_COMMENTS_ENDPOINT: string };
}
