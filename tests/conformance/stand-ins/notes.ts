import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

interface Note {
  readonly id: number;
  readonly page: string;
  readonly by: string;
  readonly text: string;
  readonly at: number;
  readonly answers: number | null;
  readonly hearts: Set<string>;
}

const CORS: CorsPolicy = {
  allows: () => true,
  credentials: false,
  methods: ['PUT', 'DELETE'],
  headers: ['content-type'],
  exposed: [],
};

/** The server for which `docs/write-an-adapter.md` writes an adapter. */
export class NotesStandIn implements StandIn {
  readonly origin = 'https://notes.example';
  readonly #notes: Note[] = [];
  readonly #byKey = new Map<string, Note>();
  /** Seconds, as a server counts them whose clock no test has to wait for. */
  #clock = Math.floor(Date.now() / 1000);

  async handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, () => this.#route(request, client.address));
  }

  async #route(request: Request, viewer: string): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, page, id] = /^\/pages\/([^/]+)\/notes(?:\/([^/]+)\/heart)?$/.exec(pathname) ?? [];
    if (page === undefined) return json({ error: 'unknown address' }, 404);
    if (id === undefined && request.method === 'GET') return this.#list(page, searchParams, viewer);
    if (id === undefined) return this.#add(page, (await request.json()) as Record<string, string>, viewer);
    const note = this.#notes.find((one) => one.page === page && `${one.id}` === id);
    if (!note) return json({ error: 'unknown note' }, 404);
    if (request.method === 'PUT') note.hearts.add(viewer);
    else note.hearts.delete(viewer);
    return json(present(note, viewer));
  }

  #list(page: string, search: URLSearchParams, viewer: string): Response {
    const all = this.#notes.filter((note) => note.page === page);
    const roots = all.filter(({ answers }) => answers === null);
    if (search.get('order') === 'new') roots.reverse();
    const after = search.get('after');
    const start = after === null ? 0 : roots.findIndex(({ id }) => `n${id}` === after) + 1;
    const end = start + Number(search.get('size'));
    const given = roots.slice(start, end);
    // Whatever answers a note was written after it.
    const ids = new Set(given.map(({ id }) => id));
    for (const note of all) if (note.answers !== null && ids.has(note.answers)) ids.add(note.id);
    return json({
      notes: all.filter(({ id }) => ids.has(id)).map((note) => present(note, viewer)),
      count: all.length,
      after: end < roots.length ? `n${given.at(-1)!.id}` : null,
    });
  }

  #add(
    page: string,
    { by = '', text = '', answers, key = '' }: Record<string, string>,
    viewer: string,
  ): Response {
    const known = this.#byKey.get(key);
    if (known) return json(present(known, viewer));
    const missing = Object.entries({ by, text }).flatMap(([name, value]) => (value.trim() ? [] : [name]));
    if (missing.length > 0) return json({ missing }, 422);
    const note = {
      id: this.#notes.length + 1,
      page,
      by,
      text,
      at: this.#clock++,
      answers: answers ? Number(answers) : null,
      hearts: new Set<string>(),
    };
    this.#notes.push(note);
    this.#byKey.set(key, note);
    return json(present(note, viewer), 201);
  }
}

function present({ page: _page, hearts, ...note }: Note, viewer: string): object {
  return { ...note, hearts: hearts.size, mine: hearts.has(viewer) };
}
