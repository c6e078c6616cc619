/** Does something once, however often it is asked for; what has failed is tried again the next time. */
export function once<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let done: Promise<T> | undefined;
  return (...args) => {
    done ??= work(...args);
    done.catch(() => (done = undefined));
    return done;
  };
}
