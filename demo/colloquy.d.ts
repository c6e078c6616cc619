/** The package by its own name, as the demonstration imports it before there is a build to import. */
declare module 'colloquy/all.js';

declare module 'colloquy' {
  export const memoryAdapter: typeof import('../src/index.ts').memoryAdapter;
  export type Comment = import('../src/index.ts').Comment;
  export type MemoryAdapter = import('../src/index.ts').MemoryAdapter;
}
