/** What is measured of one variant at one size. CPU is that of the main thread; times are in milliseconds. */
export type Metric =
  | 'cpu'
  | 'slow cpu'
  | 'answer to first'
  | 'first'
  | 'whole'
  | 'blocking'
  | 'slow blocking'
  | 'shift'
  | 'scroll shift'
  | 'key'
  | 'vote'
  | 'insert'
  | 'resort'
  | 'resort first'
  | 'resort longest'
  | 'scroll'
  | 'memory'
  /** A share of one processor. */
  | 'idle';

/** Every figure of a session; asked for by its median. */
export class Samples {
  readonly #values = new Map<string, number[]>();

  add(metric: Metric, variant: string, size: number, value: number): void {
    const key = `${metric} ${variant} ${size}`;
    const values = this.#values.get(key) ?? [];
    values.push(value);
    this.#values.set(key, values);
  }

  /** NaN where nothing was measured. */
  median(metric: Metric, variant: string, size: number): number {
    const values = (this.#values.get(`${metric} ${variant} ${size}`) ?? []).toSorted((a, b) => a - b);
    const middle = Math.floor(values.length / 2);
    if (values.length % 2 === 1) return values[middle]!;
    return ((values[middle - 1] ?? NaN) + (values[middle] ?? NaN)) / 2;
  }

  /** CPU that showing the thread took, beyond what any page with our bundle and the data takes. */
  cpuAboveFloor(variant: string, size: number, metric: 'cpu' | 'slow cpu' = 'cpu'): number {
    return this.median(metric, variant, size) - this.median(metric, 'floor', size);
  }
}
