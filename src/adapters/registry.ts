import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import type { FieldRules } from '../core/adapter/capabilities.ts';

/** What a page's markup tells an adapter. */
export interface BackendSettings {
  /** Absolute, or empty where none was given and none is needed. */
  readonly endpoint: string;
  /** What the backend calls the site, or empty. */
  readonly site: string;
  readonly fields?: Partial<FieldRules>;
}

export interface Backend {
  /** The attributes that must be given. */
  readonly needs: readonly ('endpoint' | 'site')[];
  /** How its endpoints may begin beside `http:` and `https:`. */
  readonly scheme?: 'at:';
  /** Loads the adapter's code and makes one. */
  load(settings: BackendSettings): Promise<CommentsAdapter>;
}

/** The values of the `backend` attribute. Each adapter's code is loaded only when named. */
export const BACKENDS: ReadonlyMap<string, Backend> = new Map<string, Backend>([
  [
    'local',
    {
      needs: [],
      load: async ({ fields }) => (await import('./local.ts')).localAdapter(fields && { fields }),
    },
  ],
  [
    'memory',
    {
      needs: [],
      load: async ({ fields }) => (await import('./memory.ts')).memoryAdapter({ ...(fields && { fields }) }),
    },
  ],
  ['rest', atEndpoint(async (settings) => (await import('./rest.ts')).restAdapter(settings))],
  ['artalk', ofSite(async (settings) => (await import('./artalk.ts')).artalkAdapter(settings))],
  [
    'bluesky',
    {
      ...atEndpoint(async (settings) => (await import('./bluesky.ts')).blueskyAdapter(settings)),
      scheme: 'at:',
    },
  ],
  ['discourse', atEndpoint(async (settings) => (await import('./discourse.ts')).discourseAdapter(settings))],
  [
    'github',
    ofSite(async ({ endpoint, site }) => {
      const [, repository = site, category] = /^([^#]*)#(.+)$/.exec(site) ?? [];
      const options = { endpoint, site: repository, ...(category && { category }) };
      return (await import('./github.ts')).githubAdapter(options);
    }),
  ],
  ['isso', atEndpoint(async (settings) => (await import('./isso.ts')).issoAdapter(settings))],
  ['mastodon', atEndpoint(async (settings) => (await import('./mastodon.ts')).mastodonAdapter(settings))],
  ['remark42', ofSite(async (settings) => (await import('./remark42.ts')).remark42Adapter(settings))],
  ['twikoo', atEndpoint(async (settings) => (await import('./twikoo.ts')).twikooAdapter(settings))],
  ['waline', atEndpoint(async (settings) => (await import('./waline.ts')).walineAdapter(settings))],
  [
    'webmention',
    {
      needs: [],
      load: async ({ endpoint }) =>
        (await import('./webmention.ts')).webmentionAdapter({ ...(endpoint && { endpoint }) }),
    },
  ],
  ['wordpress', atEndpoint(async (settings) => (await import('./wordpress.ts')).wordpressAdapter(settings))],
]);

function atEndpoint(load: Backend['load']): Backend {
  return { needs: ['endpoint'], load };
}

/** One whose server has comments of several sites. */
function ofSite(load: Backend['load']): Backend {
  return { needs: ['endpoint', 'site'], load };
}
