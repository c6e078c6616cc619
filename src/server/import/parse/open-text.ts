import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readHead } from './read-head.ts';

const CHUNK = 256 * 1024;

/**
 * A file's text piece by piece, unpacked if it is gzipped. Text is UTF-8 unless an XML declaration names
 * another encoding or a byte order mark shows one.
 */
export async function* openText(file: string, onProgress?: (share: number) => void): AsyncGenerator<string> {
  const { size } = await stat(file);
  const magic = await readHead(file, 2);
  const raw = createReadStream(file, { highWaterMark: CHUNK });
  const gzipped = magic[0] === 0x1f && magic[1] === 0x8b;
  // What goes wrong with the file arrives through the unpacked stream, which is the one that is read.
  const bytes = gzipped ? pipeline(raw, createGunzip({ chunkSize: CHUNK }), () => {}) : raw;

  let decoder: TextDecoder | undefined;
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingOf(piece));
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield text;
    onProgress?.(size === 0 ? 1 : raw.bytesRead / size);
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const declaration = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    start.toString('latin1', 0, 1024),
  );
  const label = declaration?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'utf-8';
  }
}
