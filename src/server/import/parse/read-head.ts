import { open } from 'node:fs/promises';

/** The first bytes of a file; fewer when it is shorter. */
export async function readHead(file: string, length: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const SQLITE_MAGIC = 'SQLite format 3\0';

export async function isSqlite(file: string): Promise<boolean> {
  return (await readHead(file, SQLITE_MAGIC.length)).toString('latin1') === SQLITE_MAGIC;
}
