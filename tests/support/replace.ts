const restores: (() => void)[] = [];

afterEach(() => {
  for (const restore of restores.splice(0).reverse()) restore();
});

/** Puts another value in place of an object's property until the test is over. */
export function replaceProperty(object: object, name: string, value: unknown): void {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, writable: true, value });
  restores.push(() => {
    if (own) Object.defineProperty(object, name, own);
    else delete (object as Record<string, unknown>)[name];
  });
}

/** Takes away a property that an object has, by itself or from its prototypes, until the test is over. */
export function hideProperty(object: object, name: string): void {
  for (let owner: object | null = object; owner; owner = Object.getPrototypeOf(owner) as object | null) {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    if (!own) continue;
    const target = owner;
    delete (target as Record<string, unknown>)[name];
    restores.push(() => Object.defineProperty(target, name, own));
  }
}
