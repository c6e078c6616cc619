import type { Database } from './database/database.ts';
import type { ThreadNews } from './live/news.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What every request works with. */
export interface Backend {
  readonly database: Database;
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly news: ThreadNews;
  /** Hash of the moderator token, or null where there is no moderator. */
  readonly moderatorHash: string | null;
}

/** Who is asking, as far as the request tells. */
export interface Caller {
  readonly moderator: boolean;
  /** The token given, whatever it may be good for. */
  readonly token: string | null;
  readonly viewerHash: string | null;
  readonly addressHash: string;
}
