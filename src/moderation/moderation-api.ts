import { type JsonRequest, requestJson } from '../adapters/http.ts';
import { readProblem } from '../adapters/problem-document.ts';
import type { Comment } from '../core/model/comment.ts';

/** Comments of all threads that are in one state. */
export const QUEUES = ['pending', 'reported', 'spam', 'published'] as const;
export type Queue = (typeof QUEUES)[number];

export type QueuedStatus = 'published' | 'pending' | 'spam' | 'deleted' | 'hidden';

export interface QueuedThread {
  readonly key: string;
  /** Address of the page; empty where nobody has told it. */
  readonly url: string;
  readonly title: string;
  readonly closed: boolean;
}

/** A comment with what a moderator needs to know beside it. */
export interface QueuedComment {
  readonly comment: Comment;
  readonly status: QueuedStatus;
  readonly thread: QueuedThread;
  readonly reports: number;
  /** What those who reported it wrote. */
  readonly reasons: readonly string[];
  /** Stands for the sender's network address; null where none was kept. */
  readonly addressHash: string | null;
}

export interface Decision {
  readonly status?: QueuedStatus;
  readonly pinned?: boolean;
  /** Dismisses the reports. */
  readonly reports?: 0;
}

export interface BlockTarget {
  readonly kind: 'name' | 'address';
  /** A name, or what stands for an address. */
  readonly value: string;
}

export interface Block extends BlockTarget {
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
}

/** `pre`: new comments wait for a moderator. */
export type ModerationMode = 'pre' | 'post';

const PATIENCE = 20_000;

/** The moderators' part of the server's protocol. All calls reject with an `AdapterError`. */
export class ModerationApi {
  readonly #base: URL;
  readonly #token: string;

  /** @param base address of the protocol, up to and with `/v1/`. */
  constructor(base: URL, token: string) {
    this.#base = base;
    this.#token = token;
  }

  readQueue(
    queue: Queue,
    limit: number,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly comments: readonly QueuedComment[]; readonly nextCursor: string | null }> {
    const query = new URLSearchParams({ status: queue, limit: String(limit), ...(cursor && { cursor }) });
    return this.#call(`comments?${String(query)}`, { signal });
  }

  decide(id: string, decision: Decision): Promise<QueuedComment> {
    return this.#call(`comments/${encodeURIComponent(id)}`, { method: 'PATCH', body: decision });
  }

  async setClosed(key: string, closed: boolean): Promise<void> {
    await this.#call('thread', { method: 'PATCH', body: { key, closed } });
  }

  async listBlocks(): Promise<readonly Block[]> {
    return (await this.#call<{ blocks: readonly Block[] }>('blocks', {})).blocks;
  }

  async block({ kind, value }: BlockTarget): Promise<void> {
    await this.#call('blocks', { method: 'POST', body: { kind, value } });
  }

  async unblock({ kind, value }: BlockTarget): Promise<void> {
    await this.#call('blocks', { method: 'DELETE', body: { kind, value } });
  }

  async readMode(): Promise<ModerationMode> {
    return (await this.#call<{ moderation: ModerationMode }>('settings', {})).moderation;
  }

  async setMode(moderation: ModerationMode): Promise<void> {
    await this.#call('settings', { method: 'PUT', body: { moderation } });
  }

  async #call<T>(path: string, request: Partial<JsonRequest>): Promise<T> {
    const { data } = await requestJson(
      new URL(`moderation/${path}`, this.#base),
      {
        signal: AbortSignal.timeout(PATIENCE),
        ...request,
        headers: { authorization: `Bearer ${this.#token}` },
      },
      readProblem,
    );
    return data as T;
  }
}
