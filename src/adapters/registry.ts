import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import type { FieldRules } from '../core/adapter/capabilities.ts';

/** What a page's markup tells an adapter. */
export interface BackendSettings {
  /** Absolute; present where the backend needs one. */
  readonly endpoint: string;
  readonly fields?: Partial<FieldRules>;
}

export interface Backend {
  /** Whether the `endpoint` attribute must be given. */
  readonly needsEndpoint: boolean;
  /** Loads the adapter's code and makes one. */
  load(settings: BackendSettings): Promise<CommentsAdapter>;
}

/** The values of the `backend` attribute. Each adapter's code is loaded only when named. */
export const BACKENDS: ReadonlyMap<string, Backend> = new Map<string, Backend>([
  [
    'local',
    {
      needsEndpoint: false,
      load: async ({ fields }) => (await import('./local.ts')).localAdapter(fields && { fields }),
    },
  ],
  [
    'rest',
    {
      needsEndpoint: true,
      load: async ({ endpoint }) => (await import('./rest.ts')).restAdapter({ endpoint }),
    },
  ],
  [
    'memory',
    {
      needsEndpoint: false,
      load: async ({ fields }) => (await import('./memory.ts')).memoryAdapter({ ...(fields && { fields }) }),
    },
  ],
]);
