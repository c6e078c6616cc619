const LAZY_FILE = /\bembed\/lazy-[\da-f]{8}\/([\w-]+)\.js$/;

/** The names of those of these addresses or paths that are files which the script-tag file loads later. */
export function lazyFiles(addresses: readonly string[]): string[] {
  return addresses.flatMap((address) => LAZY_FILE.exec(address)?.[1] ?? []);
}
