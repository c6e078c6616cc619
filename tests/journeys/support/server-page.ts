import { join } from 'node:path';
import { html } from './reader.ts';
import { ROOT, type SiteOptions } from './site.ts';

/** A page at `/` by the script tag, with a thread of the server at this address. */
export function serverPage(server: string, thread: string): SiteOptions {
  return {
    files: {
      '/': html(
        `<colloquy-comments backend="rest" endpoint="${server}" thread="${thread}"></colloquy-comments>`,
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  };
}
