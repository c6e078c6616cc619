import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const TEXT = 'Grafting in March 🍎 takes a sharp knife, some wax and patience. '.repeat(8);

interface Shape {
  readonly head: string;
  readonly comment: (index: number) => string;
  readonly tail: string;
}

/** Large exports, all in one thread: what a reader must not hold is the thread. */
const SHAPES = {
  colloquy: {
    head: '',
    comment: (n) =>
      `{"thread":"t","id":"c${n}","parentId":${n % 4 === 0 ? 'null' : `"c${n - 1}"`},"author":{"name":"A"},"body":{"format":"text","value":"${TEXT}"},"createdAt":"2020-01-01T00:00:00Z","status":"published"}\n`,
    tail: '',
  },
  disqus: {
    head: '<?xml version="1.0"?><disqus xmlns="http://disqus.com"><thread dsq:id="1"><link>https://orchard.example/</link></thread>\n',
    comment: (n) =>
      `<post dsq:id="${n}"><message><![CDATA[<p>${TEXT}</p>]]></message><createdAt>2020-01-01T00:00:00Z</createdAt><isDeleted>false</isDeleted><author><name>A</name></author><thread dsq:id="1"/></post>\n`,
    tail: '</disqus>',
  },
  wordpress: {
    head: '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>A</title><link>https://orchard.example/</link>\n',
    comment: (n) =>
      `<wp:comment><wp:comment_id>${n}</wp:comment_id><wp:comment_author>A</wp:comment_author><wp:comment_date_gmt>2020-01-01 00:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[${TEXT}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>\n`,
    tail: '</item></channel></rss>',
  },
  commento: {
    head: '{"version":1,"comments":[',
    comment: (n) =>
      `${n === 0 ? '' : ','}{"commentHex":"c${n}","domain":"orchard.example","url":"/","commenterHex":"anonymous","markdown":"${TEXT}","parentHex":"root","score":1,"state":"approved","creationDate":"2020-01-01T00:00:00Z"}`,
    tail: '],"commenters":[]}',
  },
} as const satisfies Record<string, Shape>;

export type GeneratedFormat = keyof typeof SHAPES;

export const GENERATED_FORMATS = Object.keys(SHAPES) as GeneratedFormat[];

export async function generateExport(file: string, format: GeneratedFormat, count: number): Promise<void> {
  const { head, comment, tail }: Shape = SHAPES[format];
  function* pieces() {
    yield head;
    for (let index = 0; index < count; index++) yield comment(index);
    yield tail;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(file));
}
