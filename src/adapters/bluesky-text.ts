import { escapeHtml, linkHtml } from './html.ts';
import { listOf, recordOf, textOf } from './untrusted.ts';

/** A part of a text that means something, by its place among the bytes of the text in UTF-8. */
interface Facet {
  readonly start: number;
  readonly end: number;
  readonly address: string;
}

const APP = 'https://bsky.app';
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text as HTML with its links, mentions and tags, and what is embedded; null where plain text will do. */
export function postHtml(text: string, facets: unknown, embed: unknown): string | null {
  const embedded = embedHtml(embed);
  if (listOf(facets).length === 0 && embedded === '') return null;
  const bytes = ENCODER.encode(text);
  const between = (start: number, end?: number) => DECODER.decode(bytes.subarray(start, end));
  let html = '';
  let position = 0;
  for (const { start, end, address } of readFacets(facets, bytes)) {
    // Of two that overlap, the first.
    if (start < position) continue;
    html += escapeHtml(between(position, start)) + linkHtml(address, between(start, end));
    position = end;
  }
  html += escapeHtml(between(position));
  return `<p>${html.replace(/\n{2,}/g, '</p><p>').replaceAll('\n', '<br>')}</p>${embedded}`;
}

function readFacets(facets: unknown, bytes: Uint8Array): Facet[] {
  const found: Facet[] = [];
  for (const facet of listOf(facets).map(recordOf)) {
    const { byteStart: start, byteEnd: end } = recordOf(facet['index']);
    const address = addressOf(recordOf(listOf(facet['features'])[0]));
    const inside = isPlace(start, bytes) && isPlace(end, bytes) && start < end;
    if (inside && address !== null) found.push({ start, end, address });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a number is a place in a text at which a character begins or the text ends. */
function isPlace(place: unknown, bytes: Uint8Array): place is number {
  const byte = typeof place === 'number' ? bytes[place] : undefined;
  // All bytes of a character but the first begin with the bits 10.
  return place === bytes.length || (byte !== undefined && byte >> 6 !== 0b10);
}

function addressOf({ $type, uri, did, tag }: Readonly<Record<string, unknown>>): string | null {
  if ($type === 'app.bsky.richtext.facet#link') return textOf(uri);
  if ($type === 'app.bsky.richtext.facet#mention') return profileAddress(textOf(did));
  if ($type !== 'app.bsky.richtext.facet#tag') return null;
  return `${APP}/search?${new URLSearchParams({ q: `#${textOf(tag)}` })}`;
}

export function profileAddress(did: string): string {
  return `${APP}/profile/${did}`;
}

/** Links to what is embedded in a post: its pictures with their descriptions, a page, or another post. */
function embedHtml(embed: unknown): string {
  const parts = [embed, recordOf(embed)['media']].map(recordOf);
  return parts
    .flatMap(({ images, external }) => [...listOf(images), external])
    .map((link) => {
      const { uri, fullsize, title, alt } = recordOf(link);
      const address = textOf(uri) || textOf(fullsize);
      return address && `<p>${linkHtml(address, textOf(title) || textOf(alt) || address)}</p>`;
    })
    .join('');
}
