import { Hono } from 'hono';
import { pageFile } from '../moderation/page-files.ts';
import { Problem } from '../problem.ts';

/** The only page of this server, so the only answer that may run something: its own script, and nothing else. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html colloquy",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

export function moderationPageRoutes(): Hono {
  const routes = new Hono();
  // Without the slash the page's own addresses would lead elsewhere.
  routes.get('/moderation', (c) => c.redirect('moderation/', 308));
  routes.get('/moderation/:name{[a-z.]*}', (c) => {
    const file = pageFile(c.req.param('name') || 'index.html');
    if (!file) throw new Problem('not-found', 'The page for moderators is not part of this server.');
    return c.body(file.text, 200, { ...HEADERS, 'content-type': file.type });
  });
  return routes;
}
