/** Command line of a Chromium that talks to nobody but the tests. */
export function chromiumArguments(): string[] {
  return [
    // Chromium refuses to run as root with its sandbox, as it must in containers.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}
