import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds between two ticks: fine enough for an age in minutes. */
const INTERVAL = 30_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls the host's `onTick` twice a minute while the page is visible; one timer serves all hosts. */
export class ClockController implements ReactiveController {
  readonly #onTick: () => void;

  constructor(host: ReactiveControllerHost, onTick: () => void) {
    this.#onTick = onTick;
    host.addController(this);
  }

  hostConnected(): void {
    listeners.add(this.#onTick);
    timer ??= setInterval(tick, INTERVAL);
    // What was missed while the page was hidden is made up for at once.
    if (listeners.size === 1) document.addEventListener('visibilitychange', tick);
  }

  hostDisconnected(): void {
    listeners.delete(this.#onTick);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', tick);
  }
}

function tick(): void {
  if (document.hidden) return;
  for (const listener of listeners) listener();
}
