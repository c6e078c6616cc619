import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join, sep } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';

const MSW_WORKER = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'));
const SHARED_DATA = join(import.meta.dirname, '../../../shared/data');
const SHARED_PREFIX = '/__shared/';

/** Serves msw's worker script, which may control the whole origin although the test page is at its root. */
export function mswWorkerPlugin(): TestRunnerPlugin {
  return {
    name: 'msw-worker',
    async serve({ path }) {
      if (path !== '/mockServiceWorker.js') return undefined;
      return {
        body: await readFile(MSW_WORKER, 'utf8'),
        type: 'js',
        headers: { 'service-worker-allowed': '/' },
      };
    },
  };
}

/**
 * Takes micromark as it is published: the `development` condition, which msw needs, would choose its debug
 * build, and that is no module.
 */
export function publishedMicromarkPlugin(): TestRunnerPlugin {
  const root = join(import.meta.dirname, '../..');
  return {
    name: 'published-micromark',
    resolveImport({ source }) {
      if (!/^micromark(-|$)/.test(source)) return undefined;
      return fileURLToPath(import.meta.resolve(source))
        .slice(root.length)
        .replaceAll(sep, '/');
    },
  };
}

/** Gives a module whose address ends in `?dompurify=lowest` the lowest DOMPurify that the package takes. */
export function lowestPurifierPlugin(): TestRunnerPlugin {
  return {
    name: 'lowest-purifier',
    resolveImport({ source, context }) {
      if (source !== 'dompurify' || context.URL.searchParams.get('dompurify') !== 'lowest') return undefined;
      return '/node_modules/dompurify-lowest/dist/purify.es.mjs';
    },
  };
}

/** Serves data that lies beside the repository on some machines; see `support/shared-data.ts`. */
export function sharedDataPlugin(): TestRunnerPlugin {
  return {
    name: 'shared-data',
    async serve({ path }) {
      if (!path.startsWith(SHARED_PREFIX)) return undefined;
      const file = join(SHARED_DATA, decodeURIComponent(path.slice(SHARED_PREFIX.length)));
      if (!file.startsWith(SHARED_DATA + sep)) return undefined;
      const body = await readFile(file, 'utf8').catch(() => undefined);
      return body === undefined ? undefined : { body, type: file.endsWith('.json') ? 'json' : 'text' };
    },
  };
}

/**
 * Serves the page that the address holds, with the content security policy that the address holds; see
 * `support/policy-page.ts`.
 */
export function policyPagePlugin(): TestRunnerPlugin {
  return {
    name: 'policy-page',
    serve({ path, URL: { searchParams } }) {
      if (path !== '/__page') return undefined;
      const policy = searchParams.get('policy');
      return {
        body: searchParams.get('html') ?? '',
        type: 'html',
        ...(policy && { headers: { 'content-security-policy': policy } }),
      };
    },
  };
}
