import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type ProvidedThread, threadContext } from '../context/thread-context.ts';
import { sameItems } from '../core/same-items.ts';
import type { ThreadSnapshot } from '../core/store/snapshot.ts';
import type { ThreadStore } from '../core/store/thread-store.ts';

type Host = ReactiveControllerHost & HTMLElement & { for: string };

/** `waiting`: a provider may still come; `missing`: none will, unless the page changes. */
export type Binding = 'waiting' | 'bound' | 'missing';

/**
 * Binds an element to the thread provided around it, or by the element whose id its `for` names, whichever
 * of the two is there, defined or upgraded first. Updates the host only when what it selects has changed.
 */
export class ThreadController implements ReactiveController {
  binding: Binding = 'waiting';
  provided: ProvidedThread | null = null;

  readonly #host: Host;
  readonly #select: (snapshot: ThreadSnapshot) => readonly unknown[];
  #selected: readonly unknown[] = [];
  #target = '';
  #connection: AbortController | null = null;
  #subscription: AbortController | null = null;
  #unsubscribe: (() => void) | undefined;

  /** @param select the parts of a snapshot that the host renders. */
  constructor(host: Host, select: (snapshot: ThreadSnapshot) => readonly unknown[]) {
    this.#host = host;
    this.#select = select;
    host.addController(this);
  }

  get store(): ThreadStore | null {
    return this.provided?.store ?? null;
  }

  get snapshot(): ThreadSnapshot | null {
    return this.store?.getSnapshot() ?? null;
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    // Any provider on the page that becomes one later says so; it may be ours.
    document.addEventListener('context-provider', () => this.#request(), { signal });
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', () => this.#request(), { signal });
    }
    this.#target = this.#host.for;
    this.#request();
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#release();
    this.binding = 'waiting';
  }

  hostUpdate(): void {
    if (this.#target === this.#host.for || !this.#host.isConnected) return;
    this.#target = this.#host.for;
    // Not in the middle of an update, which would not see what has changed.
    queueMicrotask(() => {
      this.#release();
      if (this.#host.isConnected) this.#request();
      this.#host.requestUpdate();
    });
  }

  #request(): void {
    if (this.binding === 'bound') return;
    const target = this.#findTarget();
    if (target) {
      target.dispatchEvent(new ContextEvent(threadContext, this.#host, this.#onProvided, true));
    }
    // The callback has run by now where there is a provider.
    if ((this.binding as Binding) === 'bound') return;
    const binding = this.#mayStillCome(target) ? 'waiting' : 'missing';
    if (binding !== this.binding) this.#host.requestUpdate();
    this.binding = binding;
  }

  #findTarget(): Element | null {
    if (!this.#host.for) return this.#host;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    return root.getElementById?.(this.#host.for) ?? document.getElementById(this.#host.for);
  }

  #mayStillCome(target: Element | null): boolean {
    if (document.readyState === 'loading') return true;
    if (!target) return false;
    // A provider around us that is not defined yet will answer once it is.
    for (let node: Node | null = target; node; node = parentAcrossShadow(node)) {
      if (node instanceof Element && node !== this.#host && node.matches(':not(:defined)')) return true;
    }
    return false;
  }

  readonly #onProvided = (provided: ProvidedThread, unsubscribe?: () => void): void => {
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    const storeChanged = provided.store !== this.store;
    this.provided = provided;
    this.binding = 'bound';
    if (storeChanged) this.#subscribe();
    this.#host.requestUpdate();
  };

  #subscribe(): void {
    this.#subscription?.abort();
    this.#subscription = new AbortController();
    this.#selected = [];
    this.store?.subscribe(() => this.#onSnapshot(), this.#subscription);
  }

  #onSnapshot(): void {
    const selected = this.snapshot ? this.#select(this.snapshot) : [];
    if (sameItems(selected, this.#selected)) return;
    this.#selected = selected;
    this.#host.requestUpdate();
  }

  #release(): void {
    this.#subscription?.abort();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.provided = null;
    this.binding = 'waiting';
  }
}

function parentAcrossShadow(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
}
